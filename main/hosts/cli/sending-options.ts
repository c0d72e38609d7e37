import { type Command, InvalidArgumentError, Option } from 'commander'
import type { PhotoOrder, SendingSettings } from '../../../preload/contract/index.ts'

/** How photos are sent, as given on the command line. */
export type SendingOptions = {
  profile?: string
  private?: true
  /** Only for folders: takes `private` back. */
  public?: true
  /** False: none any more; only for folders. The same for tags. */
  creator?: string | false
  tag?: Record<string, string> | false
  order?: PhotoOrder
}

/** Adds the options that say where and how photos are sent. */
export const addSendingOptions = (command: Command): Command =>
  command
    .option('--profile <name>', 'account to send to (default: the active profile)')
    .option('--private', 'deliver by signed links only')
    .option('--creator <text>', 'creator kept with each image')
    .option('--tag <key=value>', 'metadata kept with each image; may be repeated', collectTag)
    .addOption(new Option('--order <order>', 'which photos go first').choices(['newest', 'oldest', 'name']))

/** Only what was given, so that what was not given keeps its default. */
export const sendingOf = (options: SendingOptions): Partial<SendingSettings> => ({
  ...(options.private === undefined ? {} : { private: true }),
  ...(options.public === undefined ? {} : { private: false }),
  ...(options.creator === undefined ? {} : { creator: options.creator === false ? null : options.creator }),
  ...(options.tag === undefined ? {} : { tags: options.tag === false ? {} : options.tag }),
})

function collectTag(text: string, before: Record<string, string> | undefined): Record<string, string> {
  const cut = text.indexOf('=')
  if (cut < 1) throw new InvalidArgumentError('Write key=value.')
  return { ...before, [text.slice(0, cut)]: text.slice(cut + 1) }
}
