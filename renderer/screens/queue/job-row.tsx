import { Button } from '@mantine/core'
import { memo, type MouseEvent } from 'react'
import type { UploadJob } from '../../../preload/contract/index.ts'
import { Meter } from '../../parts/meter.tsx'
import { StateWords } from '../../parts/state-words.tsx'
import { Thumbnail } from '../../parts/thumbnail.tsx'
import { useLanguage } from '../../text/language.ts'
import { actOf, type RowAct } from './row-act.ts'

type Props = {
  job: UploadJob
  /** Bytes on the line. */
  sent: number
  where: string
  picture: string
  row: number
  top: number
  isSelected: boolean
  isFocusable: boolean
  onChoose(job: UploadJob, event: MouseEvent): void
  onOpen(job: UploadJob): void
  onAct(job: UploadJob, act: RowAct): void
}

/** Draws one job. Holds no state: give it props and you have seen all it can do. */
export const JobRow = memo(function JobRow(props: Props) {
  const { job, sent, where, picture, row, top, isSelected, isFocusable, onChoose, onOpen, onAct } = props
  const { text, format } = useLanguage()
  const act = actOf(job.state)
  const fraction = job.stamp.size === 0 ? 0 : Math.min(1, sent / job.stamp.size)
  return (
    <div
      className="job"
      role="row"
      aria-rowindex={row + 1}
      aria-selected={isSelected}
      data-row={row}
      data-state={job.state.kind}
      tabIndex={isFocusable ? 0 : -1}
      style={{ transform: `translateY(${top}px)` }}
      onClick={event => onChoose(job, event)}
      onDoubleClick={() => onOpen(job)}
    >
      <span role="gridcell">
        <Thumbnail source={picture} side={36} />
      </span>
      <span role="gridcell" className="cut" title={job.name}>
        {job.name}
      </span>
      <span role="gridcell" className="where cut quiet" title={where}>
        {where}
      </span>
      <span role="gridcell" className="size quiet">
        {format.bytes(job.stamp.size)}
      </span>
      <span role="gridcell" className="doing">
        <StateWords state={job.state} fraction={fraction} />
        {job.state.kind === 'sending' && (
          <Meter thickness={2} fraction={fraction} label={text.states.sending(job.name)} />
        )}
      </span>
      <span role="gridcell" className="act">
        {act !== null && (
          <Button
            size="compact-sm"
            variant="subtle"
            tabIndex={-1}
            aria-label={`${text.queue[act]}: ${job.name}`}
            onDoubleClick={event => event.stopPropagation()}
            onClick={event => {
              event.stopPropagation()
              onAct(job, act)
            }}
          >
            {text.queue[act]}
          </Button>
        )}
      </span>
    </div>
  )
})
