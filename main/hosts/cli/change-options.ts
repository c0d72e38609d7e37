import { type Command, Option } from 'commander'
import type { ImageChange, ImageMetadata } from '../../../preload/contract/index.ts'
import { parseMetadata, parseMetadataObject } from './parse/parse-metadata.ts'

/** What becomes of an image, as given on the command line. `creator: false`: none any more. */
export type ChangeOptions = {
  meta?: ImageMetadata
  unset?: string[]
  replaceMeta?: ImageMetadata
  private?: true
  public?: true
  creator?: string | false
}

/** Adds the options that say what changes. */
export const addChangeOptions = (command: Command): Command =>
  command
    .optionsGroup('What changes:')
    .option('--meta <key=value>', 'set this metadata, keep the rest; key:=4 for a number, true or false', parseMetadata)
    .option(
      '--unset <key>',
      'take this metadata away; may be repeated',
      (key: string, before: string[] | undefined) => [...(before ?? []), key],
    )
    .addOption(
      new Option('--replace-meta <json>', 'this JSON object instead of all metadata there is')
        .argParser(parseMetadataObject)
        .conflicts(['meta', 'unset']),
    )
    .option('--private', 'only signed links work from now on; the image gets a new id')
    .addOption(new Option('--public', 'links work without a signature; the image gets a new id').conflicts('private'))
    .option('--creator <text>', 'another creator')
    .option('--no-creator', 'no creator any more')
    .optionsGroup('')

/** Only what was given; null when that is nothing. */
export function changeOf(options: ChangeOptions): ImageChange | null {
  const { meta, unset, replaceMeta, creator } = options
  const change: ImageChange = {
    ...(replaceMeta === undefined ? {} : { metadata: { kind: 'replace', with: replaceMeta } }),
    ...(meta === undefined && unset === undefined
      ? {}
      : { metadata: { kind: 'merge', set: meta ?? {}, remove: unset ?? [] } }),
    ...(options.private === undefined ? {} : { private: true }),
    ...(options.public === undefined ? {} : { private: false }),
    ...(creator === undefined ? {} : { creator: creator === false ? null : creator }),
  }
  return Object.keys(change).length === 0 ? null : change
}
