import { bar } from './bar.ts'
import { cut } from './cut.ts'
import { grouped } from './number.ts'

type Standing = { doing: string; total: number; done: number; failed: number }

/** The one line that is redrawn while the same is done with many images. `more`: what else there is to say. */
export function bulkLine(
  { doing, total, done, failed }: Standing,
  columns: number,
  more: readonly string[] = [],
): string {
  const ended = done + failed
  const parts = [
    `${bar(ended, total)} ${doing} ${grouped(ended).padStart(grouped(total).length)} of ${grouped(total)}`,
    ...more,
  ]
  if (failed > 0) parts.push(`${grouped(failed)} failed`)
  return cut(parts.join(' · '), Math.max(0, columns - 1))
}
