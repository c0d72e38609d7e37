import type { Format } from '../../format/format.ts'
import type { IconName } from '../../parts/icon.tsx'
import { type Tone, ToneWords } from '../../parts/tone-words.tsx'
import type { Text } from '../../text/en.ts'
import { useLanguage } from '../../text/language.ts'
import type { Warning } from './warnings-of.ts'

const looks: Readonly<Record<Warning['kind'], readonly [Tone, IconName]>> = {
  openPrivate: ['bad', 'unlock'],
  tooLarge: ['bad', 'alert'],
  enlarged: ['warn', 'enlarge'],
  cutOff: ['warn', 'crop'],
}

/** A warning as a sentence. */
export function warningWords(warning: Warning, { wall }: Text, format: Format): string {
  switch (warning.kind) {
    case 'openPrivate':
      return wall.openPrivate
    case 'tooLarge':
      return wall.tooLarge
    case 'enlarged':
      return wall.enlarged(format.percent(warning.scale))
    case 'cutOff':
      return warning.fraction < 0.01 ? wall.cutOffLittle : wall.cutOff(format.percent(warning.fraction))
    default:
      return warning satisfies never
  }
}

/** What a person should know of one cell, each with its sign and in words. */
export function CellWarnings({ warnings }: { warnings: readonly Warning[] }) {
  const { text, format } = useLanguage()
  return warnings.map(warning => {
    const [tone, icon] = looks[warning.kind]
    const isLittle = warning.kind === 'cutOff' && warning.isLittle
    return (
      <ToneWords
        key={warning.kind}
        tone={isLittle ? 'quiet' : tone}
        icon={icon}
        words={warningWords(warning, text, format)}
      />
    )
  })
}
