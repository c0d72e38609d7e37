import { type Command, InvalidArgumentError } from 'commander'
import type { FolderSettings } from '../../../preload/contract/index.ts'
import { addSendingOptions, type SendingOptions, sendingOf } from './sending-options.ts'

/** How a folder is followed, as given on the command line. */
export type FolderOptions = SendingOptions & {
  settle?: number
  ignore?: string[]
  onlyAfter?: number
  /** False with --no-recursive. */
  recursive: boolean
}

/** Adds the options of a watched folder. */
export const addFolderOptions = (command: Command): Command =>
  addSendingOptions(command)
    .option('--settle <seconds>', 'how long a file must stand still before it is read (default: 2)', milliseconds)
    .option('--ignore <glob>', 'files to pass over, relative to the folder; may be repeated', collect)
    .option('--only-after <date>', 'only photos written after this date (2026-05-01, or with a time)', instant)
    .option('--no-recursive', 'leave subfolders out')

/** Only what was given, so that what was not given keeps its default. */
export const folderSettingsOf = (options: FolderOptions): Partial<FolderSettings> => ({
  ...sendingOf(options),
  ...(options.order === undefined ? {} : { order: options.order }),
  ...(options.settle === undefined ? {} : { settleMs: options.settle }),
  ...(options.ignore === undefined ? {} : { ignore: options.ignore }),
  ...(options.onlyAfter === undefined ? {} : { onlyAfter: options.onlyAfter }),
  ...(options.recursive ? {} : { recursive: false }),
})

const collect = (text: string, before: string[] | undefined) => [...(before ?? []), text]

function milliseconds(text: string): number {
  const seconds = Number(text)
  if (text.trim() === '' || !(seconds >= 0 && seconds <= 600))
    throw new InvalidArgumentError('Give seconds, from 0 to 600.')
  return Math.round(seconds * 1_000)
}

function instant(text: string): number {
  // A date alone would be read as UTC; a person means their own midnight.
  const at = /^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(`${text}T00:00:00`) : Date.parse(text)
  if (!/^\d{4}-/.test(text) || Number.isNaN(at)) throw new InvalidArgumentError('Write a date as 2026-05-01.')
  return at
}
