import type { SyncReport } from '../../../../preload/contract/index.ts'
import { imageCount } from './image-count.ts'
import { grouped } from './number.ts'

/** What the copy on this computer learned, in one sentence. */
export function syncWords({ profile, calls, total, added, changed, removed, moved }: SyncReport): string {
  const news = [
    [added, 'new'],
    [changed, 'changed'],
    [moved, 'with a new id'],
    [removed, 'gone'],
  ] as const
  const told = news.filter(([count]) => count > 0).map(([count, what]) => `${grouped(count)} ${what}`)
  const how = told.length === 0 ? 'nothing changed' : told.join(', ')
  return `“${profile}”: ${how}; ${imageCount(total)}, ${grouped(calls)} call${calls === 1 ? '' : 's'}.`
}
