import { useEffect, useState } from 'react'
import type { Image } from '../../../../preload/contract/index.ts'
import { FloatingSheet } from '../../../parts/floating-sheet.tsx'
import type { BulkRun } from '../../../state/bulk.ts'
import { useCell } from '../../../state/use-cell.ts'
import { useDesk } from '../../../state/use-desk.ts'
import { useLanguage } from '../../../text/language.ts'

const whole = (run: BulkRun | null) => run

/** So many sentences are read by nobody; the number says the rest. */
const mostShown = 500

/** Wires the list of what failed, each image with its sentence. */
export function BulkFailures() {
  const desk = useDesk()
  const { text, format } = useLanguage()
  const run = useCell(desk.bulk.run, whole)
  const failures = run?.failures ?? []
  const shown = failures.slice(0, mostShown)
  const [images, setImages] = useState<readonly Image[]>([])
  useEffect(() => {
    const ids = (desk.bulk.run.get()?.failures ?? []).slice(0, mostShown).map(({ id }) => id)
    void desk.library.imagesOf(ids).then(setImages)
  }, [desk])
  const names = new Map(images.map(image => [image.id, image.filename]))
  const end = run?.end
  return (
    <FloatingSheet title={text.bulk.failures} size={560} onClose={() => desk.open(null)}>
      {typeof end === 'object' && end !== null && <p>{text.bulk.shared}</p>}
      <ul className="failures">
        {shown.map(({ id, problem }) => {
          const { title, advice } = text.problem(problem)
          return (
            <li key={id}>
              <strong className="cut">{names.get(id) ?? id}</strong>
              <span>
                {title}. {advice}
              </span>
            </li>
          )
        })}
      </ul>
      {failures.length > shown.length && (
        <p className="quiet">{text.preflight.moreNames(format.count(failures.length - shown.length))}</p>
      )}
    </FloatingSheet>
  )
}
