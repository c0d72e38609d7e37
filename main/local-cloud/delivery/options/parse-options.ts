import { type DeliveryRefusal, refuseDelivery } from '../delivery-refusal.ts'
import { optionReaders } from './option-readers.ts'
import { borderParts, readBorderPart, readTrimPart, trimParts } from './part-readers.ts'
import { type Border, type PictureOptions, type Trim, usualOptions } from './picture-options.ts'

const shortNames: ReadonlyMap<string, string> = new Map([
  ['w', 'width'],
  ['h', 'height'],
  ['g', 'gravity'],
  ['q', 'quality'],
  ['f', 'format'],
  ['scq', 'slow-connection-quality'],
])

/** Options the service knows and we do not offer, and why. */
const notOffered: ReadonlyMap<string, string> = new Map([
  ['zoom', 'is for faces, which are not looked for here'],
  ['segment', 'is not offered here'],
  ['onerror', 'is not offered for hosted images'],
])

type Parsed = { kind: 'options'; options: PictureOptions } | DeliveryRefusal

/** Reads `w=400,sharpen=3` as it stands in a URL. What is unknown, malformed or said twice is refused by its name. */
export function parseOptions(segment: string): Parsed {
  // Some clients encode the whole segment; then its commas part options all the same.
  const isPlain = segment.includes('=')
  const text = isPlain ? segment : decodeURIComponent(segment)
  let options = usualOptions
  let trim: Trim = {}
  let border: Partial<Border> = {}
  const seen = new Set<string>()

  for (const pair of text.split(',')) {
    const [given = '', ...values] = pair.split('=').map(part => (isPlain ? decodeURIComponent(part) : part))
    const name = shortNames.get(given) ?? given
    const value = values.join('=')
    if (seen.has(name)) return bad(`${name} is given twice`)
    seen.add(name)
    const reason = notOffered.get(name)
    if (reason !== undefined) return bad(`${name} ${reason}`)

    if (name.startsWith('trim.')) {
      const read = readTrimPart(name.slice('trim.'.length), value)
      if (!read) return bad(`${name} must be ${trimParts}, not ${JSON.stringify(value)}`)
      trim = { ...trim, ...read }
      continue
    }
    if (name.startsWith('border.')) {
      const read = readBorderPart(name.slice('border.'.length), value)
      if (!read) return bad(`${name} must be ${borderParts}, not ${JSON.stringify(value)}`)
      // The width is for all sides, so a single side overrides it wherever it stands.
      border = name === 'border.width' ? { ...read, ...border } : { ...border, ...read }
      continue
    }
    const reader = Object.hasOwn(optionReaders, name) ? optionReaders[name] : undefined
    if (!reader) return bad(`${JSON.stringify(name)} is not an option`)
    const read = reader.read(value)
    if (!read) return bad(`${name} must ${reader.must}, not ${JSON.stringify(value)}`)
    options = { ...options, ...read }
  }
  if (Object.keys(trim).length > 0) {
    if (options.trim) return bad('trim is given both as a whole and in parts')
    options = { ...options, trim }
  }
  return { kind: 'options', options: Object.keys(border).length > 0 ? { ...options, border: filled(border) } : options }
}

const filled = (border: Partial<Border>): Border => ({
  colour: 'black',
  top: 0,
  right: 0,
  bottom: 0,
  left: 0,
  ...border,
})

const bad = (why: string) => refuseDelivery(9401, `Missing or invalid resizing parameters: ${why}`)
