import { Icon, type IconName } from './icon.tsx'

export type Tone = 'quiet' | 'busy' | 'good' | 'bad' | 'warn'

/** A state in words. The colour and the sign only repeat what they say. */
export function ToneWords({ tone, icon, words }: { tone: Tone; icon: IconName | null; words: string }) {
  return (
    <span className="state" data-tone={tone} title={words}>
      {icon !== null && <Icon name={icon} size={14} />}
      <span className="state-words">{words}</span>
    </span>
  )
}
