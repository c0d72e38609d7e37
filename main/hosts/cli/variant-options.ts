import { type Command, Option } from 'commander'
import { Fit, type Variant, VariantOptions as Sizing } from '../../../preload/contract/index.ts'
import { secondsWithin } from './parse/seconds-within.ts'
import { wholeNumber } from './parse/whole-number.ts'

/** How a variant shows an image, as given on the command line; false takes away what there was. */
export type VariantOptions = {
  fit?: Fit
  width?: number | false
  height?: number | false
  metadata?: Sizing['metadata']
  blur?: number | false
  browserTtl?: number | false
  alwaysPublic?: boolean
}

const pixels = wholeNumber(1, 12_000)

/** Adds the options of a variant. `isChange`: what there was can be taken away. */
export function addVariantOptions(command: Command, isChange: boolean): Command {
  command
    .addOption(
      new Option('--fit <fit>', `how it fits into width and height${isChange ? '' : ' (default: scale-down)'}`).choices(
        Fit.options,
      ),
    )
    .option('--width <px>', 'pixels, 1 to 12,000; without it the height decides', pixels)
    .option('--height <px>', 'pixels, 1 to 12,000; without it the width decides', pixels)
    .addOption(
      new Option('--metadata <what>', `EXIF data that is served along${isChange ? '' : ' (default: none)'}`).choices(
        Sizing.shape.metadata.options,
      ),
    )
    .option('--blur <n>', '1 to 250', wholeNumber(1, 250))
    .option('--browser-ttl <time>', 'how long browsers keep it: 1h to 365d', secondsWithin('1h', '365d'))
    .option('--always-public', 'served without a signature, even of private images')
    .addHelpText('after', fitHelp)
  if (isChange)
    command
      .option('--no-width', 'let the height decide')
      .option('--no-height', 'let the width decide')
      .option('--no-blur', 'no blur any more')
      .option('--no-browser-ttl', 'as long as the account says')
      .option('--no-always-public', 'a signature is needed for private images')
  return command
}

const fitHelp = `
Fits:
  scale-down   whole image within the box, never enlarged      contain   the same, but enlarged where it is smaller
  cover        exactly the box, what sticks out is cut off     crop      the same, but never enlarged
  pad          whole image, the box filled up with white`

/** The variant with what was given; the rest as it was. */
export function changedVariant(before: Variant, options: VariantOptions): Variant {
  const { fit, width, height, metadata, blur, browserTtl, alwaysPublic } = options
  const or = <T>(given: T | false | undefined, was: T | null) =>
    given === undefined ? was : given === false ? null : given
  return {
    id: before.id,
    options: {
      fit: fit ?? before.options.fit,
      width: or(width, before.options.width),
      height: or(height, before.options.height),
      metadata: metadata ?? before.options.metadata,
      blur: or(blur, before.options.blur),
      browserTtlSeconds: or(browserTtl, before.options.browserTtlSeconds),
    },
    alwaysPublic: alwaysPublic ?? before.alwaysPublic,
  }
}

/** A new variant before anything is said about it. Position data of photos is not served along unless that is asked for. */
export const plainVariant = (id: string): Variant => ({
  id,
  options: { fit: 'scale-down', width: null, height: null, metadata: 'none', blur: null, browserTtlSeconds: null },
  alwaysPublic: false,
})
