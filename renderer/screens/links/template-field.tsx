import { GrowingText } from '../../parts/growing-text.tsx'
import { placeholders, type TemplateFault } from '../../format/link-template.ts'
import { useLanguage } from '../../text/language.ts'

type Props = { template: string; fault: TemplateFault | null; onChange(template: string): void }

/** A form of one’s own, with all that can be replaced in it. */
export function TemplateField({ template, fault, onChange }: Props) {
  const words = useLanguage().text.links
  const error =
    fault === null ? undefined : fault.kind === 'empty' ? words.templateEmpty : words.templateUnknown(fault.name)
  return (
    <div className="template-field">
      <GrowingText
        label={words.template}
        leastRows={2}
        mostRows={6}
        maxLength={4_096}
        spellCheck={false}
        value={template}
        error={error}
        onChange={event => onChange(event.target.value)}
      />
      <p className="quiet">{words.templateHint}</p>
      <dl className="placeholders">
        {placeholders.map(name => (
          <div key={name}>
            <dt>
              <code>{`{${name}}`}</code>
            </dt>
            <dd>{words.meanings[name]}</dd>
          </div>
        ))}
      </dl>
    </div>
  )
}
