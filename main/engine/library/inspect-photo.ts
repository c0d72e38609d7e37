import {
  cloudflareLimits,
  explainFinding,
  fail,
  type FileStamp,
  type Outcome,
  type Sha256,
  succeed,
} from '../../../preload/contract/index.ts'
import { mimeTypeOf, nameOf } from '../decide.ts'
import type { Order, Ports } from '../ports.ts'
import { preflight } from '../preflight.ts'

/** A file that may be sent as it is. */
export type FitPhoto = { stamp: FileStamp; name: string; type: string; sha256: Sha256 }

type Needs = Pick<Ports, 'disk' | 'inspector'> & { stopping: AbortSignal }

/** Reads a file once and holds it to the limits, as the queue does with every photo. */
export async function inspectPhoto(
  path: string,
  order: Order,
  { disk, inspector, stopping }: Needs,
): Promise<Outcome<FitPhoto>> {
  const resolved = await disk.resolve(path)
  if (!resolved.ok) return resolved.problem.code === 'photo-gone' ? fail({ code: 'path-unknown', path }) : resolved
  const inspected = await inspector.inspect(resolved.value, stopping)
  if (!inspected.ok) return inspected
  const { stamp, sha256, facts, findings } = inspected.value
  const sending = { ...order.sending, tags: {} }
  const judgement = preflight(facts, findings, sending, sha256, cloudflareLimits)
  const [finding] = judgement.kind === 'held' ? judgement.findings : []
  if (finding !== undefined) {
    const { title, advice } = explainFinding(finding)
    return fail({ code: 'photo-held', path, detail: `${title}. ${advice}` })
  }
  return succeed({ stamp, sha256, name: nameOf(stamp.path), type: mimeTypeOf(facts) })
}
