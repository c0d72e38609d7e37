import { SegmentedControl } from '@mantine/core'
import { type LinkForm, linkForms } from '../../format/link-forms.ts'
import { useLanguage } from '../../text/language.ts'

/** The form in which links are copied. */
export function FormChoice({ form, onChange }: { form: LinkForm; onChange(form: LinkForm): void }) {
  const words = useLanguage().text.links
  return (
    <SegmentedControl
      className="link-forms"
      size="xs"
      fullWidth
      aria-label={words.form}
      value={form}
      onChange={onChange}
      data={linkForms.map(value => ({ value, label: words.forms[value] }))}
    />
  )
}
