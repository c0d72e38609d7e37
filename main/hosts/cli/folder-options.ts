import { type Command, InvalidArgumentError, Option } from 'commander'
import type { FolderSettings } from '../../../preload/contract/index.ts'
import { parseMoment } from './parse/parse-moment.ts'
import { addSendingOptions, type SendingOptions, sendingOf } from './sending-options.ts'

/** How a folder is followed, as given on the command line. */
export type FolderOptions = SendingOptions & {
  settle?: number
  ignore?: string[]
  onlyAfter?: number | 'none'
  recursive?: boolean
}

/** Adds the options of a watched folder. */
export const addFolderOptions = (command: Command): Command =>
  addSendingOptions(command)
    .option('--settle <seconds>', 'how long a file must stand still before it is read (default: 2)', milliseconds)
    .option('--ignore <glob>', 'files to pass over, relative to the folder, or none; may be repeated', collect)
    .option('--only-after <date>', 'only photos written after this date (2026-05-01, or with a time), or none', instant)
    .option('--recursive', 'with subfolders (the default)')
    .option('--no-recursive', 'leave subfolders out')
    .addOption(new Option('--public', 'deliver by open links (the default)').conflicts('private'))
    .option('--no-creator', 'keep no creator (the default)')
    .option('--no-tag', 'keep no tags (the default)')

/** Only what was given, so that what was not given keeps its default. */
export const folderSettingsOf = (options: FolderOptions): Partial<FolderSettings> => ({
  ...sendingOf(options),
  ...(options.order === undefined ? {} : { order: options.order }),
  ...(options.settle === undefined ? {} : { settleMs: options.settle }),
  ...(options.ignore === undefined ? {} : { ignore: options.ignore }),
  ...(options.onlyAfter === undefined ? {} : { onlyAfter: options.onlyAfter === 'none' ? null : options.onlyAfter }),
  ...(options.recursive === undefined ? {} : { recursive: options.recursive }),
})

const collect = (text: string, before: string[] | undefined) => (text === 'none' ? [] : [...(before ?? []), text])

function milliseconds(text: string): number {
  const seconds = Number(text)
  if (text.trim() === '' || !(seconds >= 0 && seconds <= 600))
    throw new InvalidArgumentError('Give seconds, from 0 to 600.')
  return Math.round(seconds * 1_000)
}

function instant(text: string): number | 'none' {
  if (text === 'none') return text
  const moment = parseMoment(text)
  if (moment === null) throw new InvalidArgumentError('Write a date as 2026-05-01.')
  return moment.at
}
