import type { Image, ProfileName } from '../../../preload/contract/index.ts'
import { linkedPicture, variantAtHand } from '../../format/linked-picture.ts'
import { writeLink } from '../../format/link-forms.ts'
import { variantOf } from '../../format/variant-link.ts'
import { activeProfile } from '../../state/selectors.ts'
import { useDesk, useView } from '../../state/use-desk.ts'
import type { View } from '../../state/view.ts'
import { useLanguage } from '../../text/language.ts'
import { FormChoice } from '../links/form-choice.tsx'
import { LinkText } from '../links/link-text.tsx'
import { NotRead } from '../links/not-read.tsx'
import { TemplateField } from '../links/template-field.tsx'
import { useExample } from '../links/use-example.ts'
import { useRemembered } from '../links/use-remembered.ts'
import { useTemplate } from '../links/use-template.ts'
import { VariantChoice } from '../links/variant-choice.tsx'

const formOf = (view: View) => view.preferences.linkForm
const variantInUse = (view: View) => view.preferences.linkVariant

/** Wires how links are copied. */
export function LinksSection() {
  const profile = useView(activeProfile)?.name
  return profile === undefined ? null : <Links profile={profile} />
}

function Links({ profile }: { profile: ProfileName }) {
  const desk = useDesk()
  const { text } = useLanguage()
  const words = text.settings.linkWords
  const form = useView(formOf)
  const wanted = useView(variantInUse)
  const { template, fault, write } = useTemplate()
  const { known, problem, readAgain } = useRemembered(desk.variants, profile)
  const newest = useExample(profile)
  const variants = known ?? []
  const names = variants.length > 0 ? variants.map(({ id }) => id) : (newest?.links ?? []).map(variantOf)
  const image = newest ?? madeUp(names)
  const variant = variantAtHand(image.links, variants, wanted)
  const picture =
    variant === undefined ? undefined : linkedPicture({ image, variant, variants, original: null, measured: new Map() })
  const isFaulty = form === 'template' && fault !== null
  return (
    <div>
      <p className="quiet">{words.lead}</p>
      <div className="setting setting-links">
        <span>{text.links.form}</span>
        <div>
          <FormChoice form={form} onChange={linkForm => desk.prefer({ linkForm })} />
        </div>
      </div>
      <div className="setting setting-links">
        <div>
          <p>{text.links.variant}</p>
          <p className="quiet">{words.variantHint}</p>
        </div>
        <div>
          <VariantChoice
            variants={names.includes(wanted) ? names : [...names, wanted]}
            variant={wanted}
            onChange={linkVariant => desk.prefer({ linkVariant })}
          />
          {known !== null && !names.includes(wanted) && (
            <p className="quiet">{words.noSuchVariant(wanted, profile, variant ?? 'public')}</p>
          )}
          {problem !== null && <NotRead problem={problem} onAgain={readAgain} />}
        </div>
      </div>
      {form === 'template' && (
        <div className="setting setting-tall setting-links">
          <span />
          <div>
            <TemplateField template={template} fault={fault} onChange={write} />
          </div>
        </div>
      )}
      {picture !== undefined && !isFaulty && (
        <div className="setting setting-tall setting-links">
          <div>
            <p>{words.example}</p>
            <p className="quiet">{newest === null ? words.madeUp : words.newest}</p>
          </div>
          <div>
            <LinkText label={words.example} text={writeLink({ form, template }, picture)} />
          </div>
        </div>
      )}
    </div>
  )
}

/** Where nothing is on the account yet. */
function madeUp(variants: readonly string[]): Pick<Image, 'id' | 'filename' | 'links'> {
  const id = '2cdc28f0-017a-49c4-9ed7-87056c83901f'
  const names = variants.length > 0 ? variants : ['public']
  return {
    id,
    filename: '_HF_0042.JPG',
    links: names.map(name => `https://imagedelivery.net/your-account/${id}/${name}`),
  }
}
