import type { Image, ProfileName } from '../../../preload/contract/index.ts'
import { copyText, isAlwaysPublic } from '../../actions/link-actions.ts'
import { linkedPicture, variantAtHand } from '../../format/linked-picture.ts'
import { writeLink } from '../../format/link-forms.ts'
import type { PixelSize } from '../../format/served-size.ts'
import { variantOf } from '../../format/variant-link.ts'
import { Icon } from '../../parts/icon.tsx'
import { useDesk, useView } from '../../state/use-desk.ts'
import type { View } from '../../state/view.ts'
import { useLanguage } from '../../text/language.ts'
import { PanelSection } from '../frame/panel-section.tsx'
import { LinkBox } from './link-box.tsx'
import { SignedLinks } from './signed-links.tsx'
import { useRemembered } from './use-remembered.ts'
import { useTemplate } from './use-template.ts'

const formOf = (view: View) => view.preferences.linkForm
const variantInUse = (view: View) => view.preferences.linkVariant

type Props = {
  profile: ProfileName
  image: Image
  /** What the photo was called where it came from. */
  name?: string
  original: PixelSize | null
  measured: ReadonlyMap<string, PixelSize>
}

/** Wires the links of one image, plain and signed: the same in the queue and in the library. */
export function ImageLinks({ profile, image, name, original, measured }: Props) {
  const desk = useDesk()
  const { text } = useLanguage()
  const words = text.links
  const { known } = useRemembered(desk.variants, profile)
  const form = useView(formOf)
  const wanted = useView(variantInUse)
  const { template, fault, write } = useTemplate()
  const variants = known ?? []
  const variant = variantAtHand(image.links, variants, wanted)
  const named = name === undefined ? {} : { name }
  const pictureOf = (signed?: ReadonlyMap<string, string>) =>
    variant === undefined
      ? undefined
      : linkedPicture({ image, ...named, variant, variants, original, measured, ...(signed && { signed }) })
  const textOf = (signed?: ReadonlyMap<string, string>) => {
    const picture = pictureOf(signed)
    return picture === undefined || (form === 'template' && fault !== null)
      ? null
      : writeLink({ form, template }, picture)
  }
  const plain = textOf()
  const isOpen = variant !== undefined && isAlwaysPublic(variants, variant)
  const isLonely = form === 'picture' && known !== null && (pictureOf()?.steps.length ?? 0) < 2
  const names = variants.length > 0 ? variants.map(({ id }) => id) : image.links.map(variantOf)
  return (
    <>
      <PanelSection name="links" title={words.title}>
        {variant === undefined ? (
          <p className="quiet">{words.none}</p>
        ) : (
          <LinkBox
            variants={names}
            variant={variant}
            form={form}
            template={template}
            fault={form === 'template' ? fault : null}
            text={plain}
            note={
              <>
                {isLonely && <p className="quiet">{words.oneSize}</p>}
                {image.private && (
                  <p className="link-note" data-tone={isOpen ? 'quiet' : 'warn'}>
                    <Icon name="lock" size={14} /> {isOpen ? words.alwaysPublic : words.unsigned}
                  </p>
                )}
              </>
            }
            onVariant={linkVariant => desk.prefer({ linkVariant })}
            onForm={linkForm => desk.prefer({ linkForm })}
            onTemplate={write}
            onCopy={() => plain !== null && void copyText(desk, plain, 1)}
          />
        )}
      </PanelSection>
      {variant !== undefined && (
        <PanelSection name={image.private ? 'signed' : 'signed-public'} title={words.signed}>
          <SignedLinks
            key={image.id}
            profile={profile}
            image={image}
            variant={variant}
            variants={names}
            isNeedless={!image.private ? 'image' : isOpen ? 'variant' : null}
            textOf={textOf}
          />
        </PanelSection>
      )}
    </>
  )
}
