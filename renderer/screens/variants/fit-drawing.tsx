import { fitPhoto, type VariantOptions } from '../../../preload/contract/index.ts'

type Props = {
  options: Pick<VariantOptions, 'fit' | 'width' | 'height'>
  /** How it lies in a photo that is smaller than the box. */
  isSmallPhoto?: boolean
  across?: number
}

const down = 32
/** The box takes no more, so that what hangs over can be seen. */
const share = 0.66

const round = (n: number) => Math.round(n * 10) / 10
const centred = (across: number, width: number, height: number) => ({
  x: round((across - width) / 2),
  y: round((down - height) / 2),
  width: round(width),
  height: round(height),
})

/** A size and fit as a small drawing: the box as an outline, a landscape photo in it, and faint what is cut off. */
export function FitDrawing({ options: { fit, width, height }, isSmallPhoto = false, across = 44 }: Props) {
  const box = { width: width ?? (height ?? 2) * 1.5, height: height ?? (width ?? 3) / 1.5 }
  const scale = Math.min((across * share) / box.width, (down * share) / box.height)
  const drawn = { width: box.width * scale, height: box.height * scale }
  // Larger than the box, or smaller, whatever the numbers are.
  const size = Math.max(drawn.width / 3, drawn.height / 2) * (isSmallPhoto ? 0.55 : 1.6)
  const original = { width: size * 300, height: size * 200 }
  const fitted = fitPhoto(original, {
    fit,
    width: Math.round(drawn.width * 100),
    height: Math.round(drawn.height * 100),
  })
  const [photo, canvas] = [fitted.picture, fitted.output].map(one => centred(across, one.width / 100, one.height / 100))
  const whole = centred(
    across,
    Math.min(across, (original.width * fitted.scale) / 100),
    Math.min(down, (original.height * fitted.scale) / 100),
  )
  return (
    <svg className="fit-drawing" viewBox={`0 0 ${across} ${down}`} width={across} height={down} aria-hidden="true">
      {fitted.cutOff > 0.01 && <rect className="fit-drawing-cut" {...whole} />}
      {fit === 'pad' && <rect className="fit-drawing-pad" {...canvas} />}
      <rect className="fit-drawing-photo" {...photo} />
      <rect className="fit-drawing-box" {...centred(across, drawn.width, drawn.height)} />
    </svg>
  )
}
