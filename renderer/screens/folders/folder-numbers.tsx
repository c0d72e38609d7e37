import type { FolderActivity } from '../../../preload/contract/index.ts'
import { useLanguage } from '../../text/language.ts'

export type FolderTab = 'waiting' | 'held' | 'failed' | 'delivered'

type Props = { activity: FolderActivity | null; onShow(tab: FolderTab): void }

/** What became of the photos of a folder; each number leads to them. */
export function FolderNumbers({ activity, onShow }: Props) {
  const { text, format } = useLanguage()
  const words = text.folders.numbers
  const numbers: readonly (readonly [FolderTab, string, number | undefined])[] = [
    ['delivered', words.today, activity?.deliveredSince],
    ['waiting', words.waiting, activity?.waiting],
    ['held', words.held, activity?.held],
    ['failed', words.failed, activity?.failed],
  ]
  return (
    <ul className="card-numbers">
      {numbers.map(([tab, label, count]) => (
        <li key={tab}>
          <button
            type="button"
            data-needs={(tab === 'held' || tab === 'failed') && Boolean(count)}
            onClick={() => onShow(tab)}
          >
            <strong>{count === undefined ? '–' : format.count(count)}</strong> <span className="quiet">{label}</span>
          </button>
        </li>
      ))}
    </ul>
  )
}
