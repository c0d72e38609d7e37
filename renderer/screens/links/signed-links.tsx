import { useState } from 'react'
import type { Image, Instant, ProfileName } from '../../../preload/contract/index.ts'
import { copyText } from '../../actions/link-actions.ts'
import { isGivenId } from '../../format/is-given-id.ts'
import { Icon } from '../../parts/icon.tsx'
import { useNow } from '../../parts/use-now.ts'
import { useDesk } from '../../state/use-desk.ts'
import { useLanguage } from '../../text/language.ts'
import { asLocalTime, endOf, type Span } from './link-end.ts'
import { LinkText } from './link-text.tsx'
import { NotRead } from './not-read.tsx'
import { SignForm } from './sign-form.tsx'
import { useRemembered } from './use-remembered.ts'

const dayMs = 86_400_000

type Signed = { readonly urls: ReadonlyMap<string, string>; readonly expiresAt: Instant }

type Props = {
  profile: ProfileName
  image: Image
  variant: string
  variants: readonly string[]
  /** Why it works without a signature, where it does. */
  isNeedless: 'image' | 'variant' | null
  /** The text to be copied, with these links in it. */
  textOf(signed: ReadonlyMap<string, string>): string | null
}

/** Wires signing: in the chosen form and variant, until a chosen time, by a key that stays in the engine. */
export function SignedLinks({ image, ...props }: Props) {
  const words = useLanguage().text.links
  return isGivenId(image.id) ? <Signing image={image} {...props} /> : <p className="quiet">{words.ownId}</p>
}

function Signing({ profile, image, variant, variants, isNeedless, textOf }: Props) {
  const desk = useDesk()
  const { text, format } = useLanguage()
  const words = text.links
  const { known, problem, readAgain } = useRemembered(desk.signingKeys, profile)
  const keys = known?.map(({ name }) => name) ?? null
  const [chosen, setChosen] = useState<string | null>(null)
  const [span, setSpan] = useState<Span>('week')
  const [end, setEnd] = useState(() => asLocalTime(Date.now() + dayMs))
  const [isSigning, setIsSigning] = useState(false)
  const [signed, setSigned] = useState<Signed | null>(null)
  const now = useNow(10_000)
  const key = keys?.find(name => name === chosen) ?? keys?.find(name => name === 'default') ?? keys?.[0] ?? null
  const shown = signed === null ? null : textOf(signed.urls)

  async function sign(): Promise<void> {
    if (key === null) return
    setIsSigning(true)
    // All variants by one order, made on this computer: another variant or form needs no other signing.
    const answer = await desk.bridge.signLinks({
      profile,
      links: variants.map(one => ({ image: image.id, variant: one })),
      key,
      expiresAt: endOf(span, end, Date.now()),
    })
    setIsSigning(false)
    if (!answer.ok) return desk.tell({ kind: 'problem', problem: answer.problem })
    const { links } = answer.value
    const urls = new Map(
      variants.flatMap((one, at) => (links[at] === undefined ? [] : ([[one, links[at].url]] as const))),
    )
    setSigned({ urls, expiresAt: links[0]?.expiresAt ?? 0 })
    const written = textOf(urls)
    if (written !== null) await copyText(desk, written, 1)
  }

  if (keys === null && problem !== null) return <NotRead problem={problem} onAgain={readAgain} />
  return (
    <>
      <p className="quiet">
        {isNeedless === null ? words.signedHint : null}
        {isNeedless === 'image' ? words.needlessPublic : null}
        {isNeedless === 'variant' ? words.needless(variant) : null}
      </p>
      <SignForm
        keys={keys}
        signingKey={key}
        span={span}
        end={end}
        isPast={!(endOf(span, end, now) > now)}
        isSigning={isSigning}
        onKey={setChosen}
        onSpan={setSpan}
        onEnd={setEnd}
        onSign={() => void sign()}
      />
      {signed !== null && shown !== null && (
        <div className="signed-link" role="group" aria-label={words.signedText}>
          <LinkText label={words.signedText} text={shown} />
          <button
            type="button"
            className="bare"
            aria-label={words.copyAgain}
            onClick={() => void copyText(desk, shown, 1)}
          >
            <Icon name="copy" size={14} />
          </button>
          <p className="link-note" role="status" data-tone={signed.expiresAt > now ? 'quiet' : 'warn'}>
            <Icon name="clock" size={14} />{' '}
            {(signed.expiresAt > now ? words.works : words.ended)(format.instant(signed.expiresAt))}
          </p>
        </div>
      )}
    </>
  )
}
