import type { JobState } from '../../preload/contract/index.ts'
import { useLanguage } from '../text/language.ts'
import type { IconName } from './icon.tsx'
import { type Tone, ToneWords } from './tone-words.tsx'
import { useNow } from './use-now.ts'

const looks: Readonly<Record<JobState['kind'], readonly [Tone, IconName | null]>> = {
  staged: ['quiet', null],
  queued: ['quiet', null],
  preparing: ['busy', null],
  reserving: ['busy', null],
  sending: ['busy', null],
  confirming: ['busy', null],
  waiting: ['warn', 'clock'],
  paused: ['quiet', 'pause'],
  delivered: ['good', 'check'],
  failed: ['bad', 'alert'],
  cancelled: ['quiet', 'stop'],
}

type Props = { state: JobState; fraction: number }

/** Where a photo is, in words. The colour only repeats what they say. */
export function StateWords({ state, fraction }: Props) {
  const { text, format } = useLanguage()
  const now = useNow(state.kind === 'waiting' ? 1_000 : null)
  // Broken off by a pause or a restart, it simply waits for its turn.
  const isInterrupted = state.kind === 'waiting' && state.because.code === 'interrupted'
  const [tone, icon] = looks[isInterrupted ? 'queued' : state.kind]
  const words = () => {
    switch (state.kind) {
      case 'sending':
        return text.states.sending(format.percent(fraction))
      case 'waiting':
        if (isInterrupted) return text.states.queued
        if (state.until <= now) return text.states.waitingNow(text.problem(state.because).title)
        return text.states.waiting(format.clock((state.until - now) / 1_000), text.problem(state.because).title)
      case 'failed':
        return text.states.failed(text.problem(state.because).title)
      case 'staged':
      case 'queued':
      case 'preparing':
      case 'reserving':
      case 'confirming':
      case 'paused':
      case 'delivered':
      case 'cancelled':
        return text.states[state.kind]
      default:
        return state satisfies never
    }
  }
  return <ToneWords tone={tone} icon={icon} words={words()} />
}
