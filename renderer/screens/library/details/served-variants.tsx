import { useMemo } from 'react'
import type { Image, ProfileName, Variant } from '../../../../preload/contract/index.ts'
import type { PixelSize } from '../../../format/served-size.ts'
import { Icon } from '../../../parts/icon.tsx'
import { useDesk, useView } from '../../../state/use-desk.ts'
import type { View } from '../../../state/view.ts'
import { useLanguage } from '../../../text/language.ts'
import { NotRead } from '../../links/not-read.tsx'
import type { Remembered } from '../../links/use-remembered.ts'
import { atMost } from './at-most.ts'
import { ServedRow } from './served-row.tsx'

/** The host renders and the account counts each one: no more than a page would load at a time. */
const together = 4

const chosenOf = (view: View) => view.preferences.linkVariant

type Props = {
  profile: ProfileName
  image: Image
  variants: Remembered<readonly Variant[]>
  onAgain(): void
  onMeasured(variant: string, size: PixelSize): void
  onCopy(variant: string): void
}

/** Wires every variant as it is really served; only those that come into sight are fetched. */
export function ServedVariants({ profile, image, variants: { known, problem }, onAgain, onMeasured, onCopy }: Props) {
  const desk = useDesk()
  const words = useLanguage().text.image
  const chosen = useView(chosenOf)
  const inTurn = useMemo(() => atMost(together), [])
  if (known === null)
    return problem === null ? <p className="quiet">{words.reading}</p> : <NotRead problem={problem} onAgain={onAgain} />
  const open = known.filter(({ alwaysPublic }) => alwaysPublic).map(({ id }) => id)
  return (
    <>
      {image.private && open.length > 0 && (
        <p className="link-note" data-tone="warn">
          <Icon name="alert" size={14} /> {words.openToAll(open.join(', '))}
        </p>
      )}
      <ul className="served">
        {known.map(({ id, alwaysPublic }) => (
          <ServedRow
            key={id}
            variant={id}
            source={desk.host.pictures.image(profile, image.id, id)}
            isChosen={id === chosen}
            isOpen={image.private && alwaysPublic}
            inTurn={inTurn}
            onMeasured={onMeasured}
            onChoose={linkVariant => desk.prefer({ linkVariant })}
            onCopy={onCopy}
          />
        ))}
      </ul>
      <p className="quiet">{words.variantsHint}</p>
    </>
  )
}
