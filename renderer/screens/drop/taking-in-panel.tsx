import { Button } from '@mantine/core'
import { Meter } from '../../parts/meter.tsx'
import { useLanguage } from '../../text/language.ts'
import type { TakingIn } from './take-in.ts'

type Props = { state: TakingIn | 'looking'; onStop(): void }

/** Files on their way into the engine. */
export function TakingInPanel({ state, onStop }: Props) {
  const { text, format } = useLanguage()
  const words =
    state === 'looking' ? text.drop.looking : text.drop.copying(format.count(state.done), format.count(state.files))
  return (
    <div className="taking-in" role="status">
      <span>{words}</span>
      <Button size="compact-sm" variant="subtle" onClick={onStop}>
        {text.drop.stop}
      </Button>
      {state !== 'looking' && (
        <Meter thickness={3} fraction={state.bytes === 0 ? 0 : state.sent / state.bytes} label={words} />
      )}
    </div>
  )
}
