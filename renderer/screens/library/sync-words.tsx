import { ToneWords } from '../../parts/tone-words.tsx'
import { useNow } from '../../parts/use-now.ts'
import type { LibraryView } from '../../state/library.ts'
import { useLanguage } from '../../text/language.ts'

type Props = { sync: LibraryView['sync']; syncedAt: number | null; isEmpty: boolean }

/** How the copy here agrees with the account, and since when. */
export function SyncWords({ sync, syncedAt, isEmpty }: Props) {
  const { text, format } = useLanguage()
  const now = useNow(60_000)
  const words = text.library
  const moment = syncedAt === null ? null : format.moment(syncedAt, now)
  if (sync.kind === 'running') return <ToneWords tone="quiet" icon={null} words={words.syncing} />
  if (sync.kind === 'failed') {
    const { title } = text.problem(sync.because)
    const unsynced = isEmpty ? words.unreachableNew : words.unreachableUnsynced
    const said = moment === null ? unsynced(title) : words.unreachable(title, moment)
    return <ToneWords tone="warn" icon="alert" words={said} />
  }
  return <ToneWords tone="quiet" icon={null} words={moment === null ? words.neverSynced : words.synced(moment)} />
}
