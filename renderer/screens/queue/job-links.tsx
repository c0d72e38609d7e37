import { SegmentedControl } from '@mantine/core'
import { type LinkForm, linkForms } from '../../format/link-forms.ts'
import { Icon } from '../../parts/icon.tsx'
import { useLanguage } from '../../text/language.ts'

type Props = {
  links: readonly string[]
  form: LinkForm
  onForm(form: LinkForm): void
  onCopy(link: string): void
}

const variantOf = (link: string) => decodeURIComponent(link.slice(link.lastIndexOf('/') + 1))

/** The links of a delivered photo, one per variant; a click copies. */
export function JobLinks({ links, form, onForm, onCopy }: Props) {
  const { text } = useLanguage()
  const words = text.inspector
  return (
    <section>
      <h3>{words.links}</h3>
      {links.length === 0 && <p className="quiet">{words.noLinks}</p>}
      {links.length > 0 && (
        <SegmentedControl
          size="xs"
          fullWidth
          aria-label={words.linkForm}
          value={form}
          onChange={onForm}
          data={linkForms.map(value => ({ value, label: words.linkForms[value] }))}
        />
      )}
      <ul className="links">
        {links.map(link => (
          <li key={link}>
            <button type="button" aria-label={words.copyVariant(variantOf(link))} onClick={() => onCopy(link)}>
              <span className="cut">{variantOf(link)}</span>
              <span className="cut quiet">{link}</span>
              <Icon name="copy" />
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
