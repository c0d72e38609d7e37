import { Radio } from '@mantine/core'
import { Fit } from '../../../preload/contract/index.ts'
import { useLanguage } from '../../text/language.ts'
import { FitDrawing } from './fit-drawing.tsx'

type Props = { fit: Fit; onChange(fit: Fit): void }

/** A box of this shape shows best what each fit does to a landscape photo. */
const sample = { width: 300, height: 300 }

/** The five fits, each as drawings of a large and of a small photo, and a sentence. */
export function FitChoice({ fit, onChange }: Props) {
  const { variants } = useLanguage().text
  return (
    <Radio.Group label={variants.fit} name="fit" value={fit} onChange={value => onChange(Fit.parse(value))}>
      <div className="fit-choice">
        {Fit.options.map(one => (
          <Radio.Card
            key={one}
            value={one}
            withBorder={false}
            className="fit-card"
            tabIndex={one === fit ? 0 : -1}
            aria-labelledby={`fit-${one}`}
            aria-describedby={`fit-${one}-means`}
          >
            <span className="fit-pair">
              <FitDrawing options={{ fit: one, ...sample }} across={32} />
              <FitDrawing options={{ fit: one, ...sample }} across={32} isSmallPhoto />
            </span>
            <span>
              <strong id={`fit-${one}`}>{variants.fits[one].name}</strong>
              <span className="quiet" id={`fit-${one}-means`}>
                {variants.fits[one].means}
              </span>
            </span>
          </Radio.Card>
        ))}
      </div>
    </Radio.Group>
  )
}
