import { Button } from '@mantine/core'
import type { FolderState } from '../../../preload/contract/index.ts'
import { Icon, type IconName } from '../../parts/icon.tsx'
import { useLanguage } from '../../text/language.ts'

type Props = { state: FolderState; onResume(): void; onLook(): void }
type Standing = {
  readonly tone: 'quiet' | 'warn' | 'bad'
  readonly icon: IconName
  readonly title: string
  readonly advice: string
  readonly act: string
  perform(): void
}

/** How it stands with a folder, why, and the one thing to do where there is something to do. */
export function FolderStanding({ state, onResume, onLook }: Props) {
  const { text, format } = useLanguage()
  const words = text.folders
  const standing = (): Standing | null => {
    switch (state.kind) {
      case 'paused':
        return {
          tone: 'quiet',
          icon: 'pause',
          title: words.states.paused,
          advice: words.pausedWhy,
          act: words.resume,
          perform: onResume,
        }
      case 'unreachable': {
        const { because } = state
        const { title, advice } = text.problem(because)
        return {
          tone: 'bad',
          icon: 'alert',
          title: words.states.unreachable(because.code === 'folder-unreachable' ? words.reason(because.detail) : title),
          advice: `${advice} ${words.nothingLost}`,
          act: words.lookNow,
          perform: onLook,
        }
      }
      case 'watching':
        if (state.hearing.kind === 'live') return null
        if (state.hearing.kind === 'not-now')
          return {
            tone: 'quiet',
            icon: 'clock',
            title: words.notNow,
            advice: words.notNowWhy,
            act: words.lookNow,
            perform: onLook,
          }
        return {
          tone: 'warn',
          icon: 'clock',
          title: words.crawling(format.timeLeft(state.hearing.everyMs / 1_000)),
          advice: words.crawlingWhy(state.hearing.because),
          act: words.lookNow,
          perform: onLook,
        }
      default:
        return state satisfies never
    }
  }
  const said = standing()
  if (said === null) return <p>{words.states.watching}</p>
  return (
    <div className="standing" data-tone={said.tone}>
      <Icon name={said.icon} />
      <div>
        <p className="standing-title">{said.title}</p>
        <p className="quiet">{said.advice}</p>
      </div>
      <Button size="compact-sm" onClick={said.perform}>
        {said.act}
      </Button>
    </div>
  )
}
