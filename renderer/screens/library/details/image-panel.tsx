type Props = { profile: string; image: string }

/** One image of the account, with all that can be known and done about it. */
export function ImagePanel({ profile, image }: Props) {
  return (
    <p className="quiet">
      {profile} {image}
    </p>
  )
}
