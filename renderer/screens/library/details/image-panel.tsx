import { type KeyboardEvent, useCallback, useState } from 'react'
import type { ImageId, ProfileName } from '../../../../preload/contract/index.ts'
import { copyText, linkStyleOf } from '../../../actions/link-actions.ts'
import { preview } from '../../../actions/queue-actions.ts'
import { linkedPicture } from '../../../format/linked-picture.ts'
import { writeLink } from '../../../format/link-forms.ts'
import { faultOf } from '../../../format/link-template.ts'
import { originalSeen, type PixelSize } from '../../../format/served-size.ts'
import { ProblemNote } from '../../../parts/problem-note.tsx'
import { useDesk } from '../../../state/use-desk.ts'
import { useLanguage } from '../../../text/language.ts'
import { PanelSection } from '../../frame/panel-section.tsx'
import { ImageLinks } from '../../links/image-links.tsx'
import { useRemembered } from '../../links/use-remembered.ts'
import { AccessSection } from './access-section.tsx'
import { FactsSection } from './facts-section.tsx'
import { ImagePreview } from './image-preview.tsx'
import { MetadataSection } from './metadata-section.tsx'
import { ReceiptSection } from './receipt-section.tsx'
import { ServedVariants } from './served-variants.tsx'
import { type KnownImage, useImage } from './use-image.ts'

type Props = { profile: ProfileName; image: ImageId }

/** Wires all that can be known and done about one image of the account. */
export function ImagePanel({ profile, image: id }: Props) {
  const { text } = useLanguage()
  const { known, showImage, askAgain } = useImage(profile, id)
  switch (known.kind) {
    case 'reading':
      return (
        <p className="quiet" role="status">
          {text.image.reading}
        </p>
      )
    case 'gone':
      return (
        <div className="image-gone" role="status">
          <p>{text.image.gone.title}</p>
          <p className="quiet">{text.image.gone.advice}</p>
        </div>
      )
    case 'known':
      return <Known profile={profile} known={known} onImage={showImage} onAsk={askAgain} />
    default:
      return known satisfies never
  }
}

type KnownProps = {
  profile: ProfileName
  known: Extract<KnownImage, { kind: 'known' }>
  onImage: ReturnType<typeof useImage>['showImage']
  onAsk(): void
}

type Sizes = { readonly of: ImageId; readonly sizes: ReadonlyMap<string, PixelSize> }
const noSizes: ReadonlyMap<string, PixelSize> = new Map()

function Known({ profile, known: { image, proof, problem }, onImage, onAsk }: KnownProps) {
  const desk = useDesk()
  const { text } = useLanguage()
  const words = text.image
  const remembered = useRemembered(desk.variants, profile)
  const variants = remembered.known ?? []
  const [seen, setSeen] = useState<Sizes>({ of: image.id, sizes: noSizes })
  const measured = seen.of === image.id ? seen.sizes : noSizes
  const onMeasured = useCallback(
    (variant: string, size: PixelSize) =>
      setSeen(now => ({ of: image.id, sizes: new Map(now.of === image.id ? now.sizes : []).set(variant, size) })),
    [image.id],
  )
  const original = proof?.facts ?? originalSeen(variants, measured)
  const name = proof?.receipt?.name ?? image.filename ?? image.id
  const copy = (copied: string) => void copyText(desk, copied, 0)

  /** As the links above are written, but of this variant. */
  function copyLinkOf(variant: string): void {
    const style = linkStyleOf(desk.view())
    const picture = linkedPicture({ image, name, variant, variants, original, measured })
    if (picture === undefined || (style.form === 'template' && faultOf(style.template) !== null)) return
    void copyText(desk, writeLink(style, picture), 1)
  }

  return (
    <div className="image-panel" onKeyDown={leaveField}>
      <ImagePreview
        source={desk.host.pictures.image(profile, image.id, 'public')}
        name={name}
        isPrivate={image.private}
        onCopy={copy}
        onOpen={() => preview.when(desk) && preview.perform(desk)}
      />
      {problem !== null && (
        <ProblemNote
          {...text.problem(problem)}
          tone="warn"
          code={problem.code}
          action={{ label: words.askAgain, perform: onAsk }}
          onCopyCode={() => copy(JSON.stringify(problem))}
        />
      )}
      <PanelSection name="facts" title={words.facts}>
        <FactsSection image={image} name={name} proof={proof} pixels={original} profile={profile} onCopy={copy} />
      </PanelSection>
      <PanelSection name="receipt" title={words.receipt}>
        <ReceiptSection proof={proof} profile={profile} onCopy={copy} />
      </PanelSection>
      <MetadataSection profile={profile} image={image} onSaved={onImage} />
      <ImageLinks profile={profile} image={image} name={name} original={original} measured={measured} />
      <PanelSection name="variants" title={words.variants}>
        <ServedVariants
          key={image.id}
          profile={profile}
          image={image}
          variants={remembered}
          onAgain={remembered.readAgain}
          onMeasured={onMeasured}
          onCopy={copyLinkOf}
        />
      </PanelSection>
      <PanelSection name="access" title={words.danger}>
        <AccessSection
          image={image}
          onAccess={isPrivate =>
            desk.open({
              kind: 'question',
              question: { kind: 'changeImageAccess', image: { profile, id: image.id }, isPrivate },
            })
          }
          onDelete={() =>
            desk.open({ kind: 'question', question: { kind: 'deleteImage', image: { profile, id: image.id }, name } })
          }
        />
      </PanelSection>
    </div>
  )
}

/** Escape leaves the field first, and only then what the field is about. */
function leaveField(event: KeyboardEvent): void {
  const { target } = event
  const isField = target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement
  if (event.key !== 'Escape' || !isField || target.ariaExpanded === 'true') return
  event.stopPropagation()
  target.blur()
}
