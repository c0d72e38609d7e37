import { useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, type MouseEvent, useEffect, useRef } from 'react'
import type { JobId, UploadJob } from '../../../preload/contract/index.ts'
import { useLanguage } from '../../text/language.ts'
import { JobRow } from './job-row.tsx'
import type { RowAct } from './row-act.ts'

const rowHeight = 44
/** Reads on before the end comes into sight. */
const aheadRows = 100

type Props = {
  label: string
  jobs: readonly UploadJob[]
  sent: ReadonlyMap<JobId, number>
  selected: ReadonlySet<JobId>
  focus: JobId | null
  whereOf(job: UploadJob): string
  pictureOf(job: UploadJob): string
  onNearEnd(): void
  onChoose(job: UploadJob, how: { range: boolean; toggle: boolean }): void
  onStep(by: number, range: boolean): void
  onAll(): void
  onOpen(job: UploadJob): void
  onAct(job: UploadJob, act: RowAct): void
}

const steps: Readonly<Record<string, number>> = {
  ArrowDown: 1,
  ArrowUp: -1,
  PageDown: 10,
  PageUp: -10,
  End: Infinity,
  Home: -Infinity,
}

/** Many jobs, of which only those in sight are drawn. */
export function JobList(props: Props) {
  const { label, jobs, sent, selected, focus, whereOf, pictureOf, onNearEnd, onChoose, onStep, onAll, onOpen, onAct } =
    props
  const { text } = useLanguage()
  const frame = useRef<HTMLDivElement>(null)
  const rows = useVirtualizer({
    count: jobs.length,
    getScrollElement: () => frame.current,
    estimateSize: () => rowHeight,
    overscan: 8,
  })
  const inSight = rows.getVirtualItems()
  const last = inSight.at(-1)?.index ?? 0
  useEffect(() => {
    if (last >= jobs.length - aheadRows) onNearEnd()
  }, [last, jobs.length, onNearEnd])

  const focusAt = focus === null ? -1 : jobs.findIndex(job => job.id === focus)
  // The keyboard has moved: the row follows into sight and takes the focus along, but only from its own list.
  useEffect(() => {
    if (focusAt === -1 || frame.current?.contains(document.activeElement) !== true) return
    rows.scrollToIndex(focusAt)
    const focusRow = () =>
      frame.current?.querySelector<HTMLElement>(`[data-row="${focusAt}"]`)?.focus({ preventScroll: true })
    const waiting = requestAnimationFrame(focusRow)
    return () => cancelAnimationFrame(waiting)
  }, [focusAt, rows])

  const onKeyDown = (event: KeyboardEvent) => {
    const by = steps[event.key]
    const withMod = event.ctrlKey || event.metaKey
    if (by !== undefined && !withMod) onStep(by, event.shiftKey)
    else if (withMod && event.key === 'a') onAll()
    else return
    event.preventDefault()
  }
  const chosen = (job: UploadJob, event: MouseEvent) => {
    // A click sets the focus to the row; the list must know before it follows.
    onChoose(job, { range: event.shiftKey, toggle: event.ctrlKey || event.metaKey })
  }

  return (
    <div
      className="job-list"
      ref={frame}
      role="grid"
      aria-label={label}
      aria-multiselectable="true"
      aria-rowcount={jobs.length}
      tabIndex={focusAt === -1 ? 0 : -1}
      onKeyDown={onKeyDown}
    >
      <div className="unseen" role="row">
        {(['name', 'folder', 'size', 'state', 'action'] as const).map(column => (
          <span key={column} role="columnheader">
            {text.queue.columns[column]}
          </span>
        ))}
      </div>
      <div className="job-list-inner" role="rowgroup" style={{ height: rows.getTotalSize() }}>
        {inSight.map(({ index, start }) => {
          const job = jobs[index]
          return job === undefined ? null : (
            <JobRow
              key={job.id}
              job={job}
              sent={sent.get(job.id) ?? 0}
              where={whereOf(job)}
              picture={pictureOf(job)}
              row={index}
              top={start}
              isSelected={selected.has(job.id)}
              isFocusable={index === focusAt}
              onChoose={chosen}
              onOpen={onOpen}
              onAct={onAct}
            />
          )
        })}
      </div>
    </div>
  )
}
