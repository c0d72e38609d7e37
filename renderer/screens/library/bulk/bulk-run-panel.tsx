import { Button } from '@mantine/core'
import { Icon } from '../../../parts/icon.tsx'
import { Meter } from '../../../parts/meter.tsx'
import { ToneWords } from '../../../parts/tone-words.tsx'
import type { BulkRun } from '../../../state/bulk.ts'
import { useCell } from '../../../state/use-cell.ts'
import { useDesk } from '../../../state/use-desk.ts'
import { useLanguage } from '../../../text/language.ts'

const whole = (run: BulkRun | null) => run

/** Wires what is told of bulk work, on whichever screen: how far it is, then how it went. */
export function BulkRunPanel() {
  const desk = useDesk()
  const { text } = useLanguage()
  const run = useCell(desk.bulk.run, whole)
  if (run === null) return null
  return (
    <section className="bulk-run" aria-label={text.bulk.title} role="status">
      {run.end === null ? (
        <Running run={run} onStop={desk.bulk.stop} />
      ) : (
        <Ended run={run} onShow={() => desk.open({ kind: 'bulkFailures' })} onDismiss={desk.bulk.dismiss} />
      )}
    </section>
  )
}

function Running({ run, onStop }: { run: BulkRun; onStop(): void }) {
  const { text, format } = useLanguage()
  const words = text.bulk.running[run.doing](format.count(run.done), format.count(run.total))
  return (
    <>
      <div className="bulk-run-line">
        <span>{words}</span>
        <Button size="compact-sm" onClick={onStop}>
          {text.bulk.stop}
        </Button>
      </div>
      <Meter thickness={3} label={words} fraction={(run.done + run.failures.length) / run.total} />
    </>
  )
}

function Ended({ run, onShow, onDismiss }: { run: BulkRun; onShow(): void; onDismiss(): void }) {
  const { text, format } = useLanguage()
  const words = text.bulk
  const failed = run.failures.length
  const isWhole = run.done === run.total
  const said = words.ended[run.doing](format.count(run.done), run.total, format.count(run.total))
  const { proof, end } = run
  return (
    <>
      <div className="bulk-run-line">
        <span>
          <ToneWords tone={isWhole ? 'good' : 'warn'} icon={isWhole ? 'check' : 'alert'} words={said} />
        </span>
        <button type="button" className="bare" aria-label={text.frame.dismiss} onClick={onDismiss}>
          <Icon name="close" size={14} />
        </button>
      </div>
      {proof !== null && run.done > 0 && (
        <>
          <p className="hint">{words.into(proof.folder)}</p>
          <ul className="proofs">
            {(['identical', 'intact'] as const)
              .filter(kind => proof[kind] > 0)
              .map(kind => (
                <li key={kind}>{words.proof[kind](proof[kind], format.count(proof[kind]))}</li>
              ))}
          </ul>
        </>
      )}
      {end === 'interrupted' && !isWhole && <p className="hint">{words.stopped}</p>}
      {typeof end === 'object' && end !== null && <p>{text.problem(end).title}</p>}
      {failed > 0 && (
        <div className="bulk-run-line">
          <span>{words.failed(failed, format.count(failed))}</span>
          <Button size="compact-sm" onClick={onShow}>
            {words.show}
          </Button>
        </div>
      )}
    </>
  )
}
