import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import type { LinkForm } from '../../format/link-forms.ts'
import type { TemplateFault } from '../../format/link-template.ts'
import { Icon } from '../../parts/icon.tsx'
import { useLanguage } from '../../text/language.ts'
import { FormChoice } from './form-choice.tsx'
import { LinkText } from './link-text.tsx'
import { TemplateField } from './template-field.tsx'
import { VariantChoice } from './variant-choice.tsx'

type Props = {
  variants: readonly string[]
  variant: string
  form: LinkForm
  template: string
  fault: TemplateFault | null
  /** As it will be copied; null where the template cannot be filled. */
  text: string | null
  note: ReactNode
  onVariant(variant: string): void
  onForm(form: LinkForm): void
  onTemplate(template: string): void
  onCopy(): void
}

/** One link: of which variant, in which form, and the very text that is copied. */
export function LinkBox({ variants, variant, form, template, fault, text, note, ...told }: Props) {
  const words = useLanguage().text.links
  return (
    <>
      <FormChoice form={form} onChange={told.onForm} />
      <div className="link-choice">
        <VariantChoice variants={variants} variant={variant} onChange={told.onVariant} />
        <Button
          variant="filled"
          leftSection={<Icon name="copy" size={14} />}
          disabled={text === null}
          aria-label={words.copyVariant(variant)}
          onClick={told.onCopy}
        >
          {words.copy}
        </Button>
      </div>
      {form === 'template' && <TemplateField template={template} fault={fault} onChange={told.onTemplate} />}
      {text !== null && <LinkText label={words.text} text={text} />}
      {note}
    </>
  )
}
