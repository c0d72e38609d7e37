import { memo } from 'react'
import type { UploadJob } from '../../../preload/contract/index.ts'
import type { MenuPlace } from '../../parts/menu-at.tsx'
import { PhotoRow } from '../../parts/photo-row.tsx'
import { StateWords } from '../../parts/state-words.tsx'
import { useLanguage } from '../../text/language.ts'
import { actOf } from './row-act.ts'

type Props = {
  job: UploadJob
  /** Bytes on the line. */
  sent: number
  /** Bytes per second; null until it can be trusted. */
  speed: number | null
  where: string
  picture: string
  pictureInstead: string | null
  row: number
  top: number
  isSelected: boolean
  isFocusable: boolean
  onChoose(id: string, how: { range: boolean; toggle: boolean }): void
  onOpen(id: string): void
  onAct(id: string): void
  onMenu(id: string, at: MenuPlace): void
}

/** Draws one job. Holds no state: give it props and you have seen all it can do. */
export const JobRow = memo(function JobRow({ job, sent, speed, row, top, isFocusable, ...rest }: Props) {
  const { text, format } = useLanguage()
  const act = actOf(job.state)
  const fraction = job.stamp.size === 0 ? 0 : Math.min(1, sent / job.stamp.size)
  return (
    <PhotoRow
      {...rest}
      id={job.id}
      name={job.name}
      size={format.bytes(job.stamp.size)}
      place={{ row, top, isFocusable }}
      speed={job.state.kind === 'sending' && speed !== null ? format.rate(speed) : null}
      state={<StateWords state={job.state} fraction={fraction} />}
      progress={job.state.kind === 'sending' ? { fraction, label: text.states.sending(job.name) } : null}
      act={act === null ? null : text.queue[act]}
    />
  )
})
