import type { FolderActivity } from '../../../preload/contract/index.ts'
import { Thumbnail } from '../../parts/thumbnail.tsx'
import { useLanguage } from '../../text/language.ts'

type Props = { last: FolderActivity['last']; picture: string | null; now: number }

/** The photo of a folder that was delivered last. */
export function LastPhoto({ last, picture, now }: Props) {
  const { text, format } = useLanguage()
  const words = text.folders
  return (
    <div className="card-last">
      <Thumbnail source={picture} side={56} />
      <div className="card-last-words">
        <span className="quiet">{words.last}</span>
        <span className="cut" title={last?.name}>
          {last === null ? words.noneYet : last.name}
        </span>
        <span className="quiet">{last === null ? '' : format.moment(last.at, now)}</span>
      </div>
    </div>
  )
}
