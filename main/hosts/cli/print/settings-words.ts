import { defaultFolderSettings, type FolderSettings, type Instant } from '../../../../preload/contract/index.ts'
import { localTime } from './local-time.ts'
import { printable } from './printable.ts'

const orderWords: Record<FolderSettings['order'], string> = {
  newest: 'newest first',
  oldest: 'oldest first',
  name: 'by name',
}

/** The settings of a folder that are not the usual ones, in words; empty when all are. */
export function settingsWords(settings: FolderSettings): string {
  const { private: isPrivate, creator, tags, recursive, ignore, settleMs, order, onlyAfter } = settings
  const words: string[] = []
  if (isPrivate) words.push('private')
  if (!recursive) words.push('without subfolders')
  if (ignore.length > 0) words.push(`passes over ${ignore.join(' and ')}`)
  if (onlyAfter !== null) words.push(`only after ${instantText(onlyAfter)}`)
  if (order !== defaultFolderSettings.order) words.push(orderWords[order])
  if (settleMs !== defaultFolderSettings.settleMs) words.push(`settles for ${settleMs / 1_000} s`)
  if (creator !== null) words.push(`creator ${creator}`)
  const pairs = Object.entries(tags).map(([key, value]) => `${key}=${value}`)
  if (pairs.length > 0) words.push(`tags ${pairs.join(' and ')}`)
  return printable(words.join(', '))
}

/** As a person would type it: their own clock, and no time at midnight. */
const instantText = (at: Instant) => localTime(at).replace(/ 00:00$/, '')
