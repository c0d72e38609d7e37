import type { z } from 'zod'
import { Fault } from './fault.ts'

/** Where the value behind the colon goes. */
const firstValue: Record<Fault['kind'], string> = {
  'rate-limit': 'probability',
  error: 'probability',
  'plain-errors': 'probability',
  cut: 'probability',
  'lose-reply': 'probability',
  latency: 'ms',
  bandwidth: 'bytesPerSecond',
  'url-ttl': 'seconds',
}
const isKind = (kind: string): kind is Fault['kind'] => Object.hasOwn(firstValue, kind)

/**
 * Reads a fault as written on a command line: `cut:0.3,at=50,times=2`, `bandwidth:100mbit`. `wording` says what is wrong
 * with a setting; its name stands before it.
 */
export function parseFault(
  text: string,
  wording?: z.core.$ZodErrorMap,
): { ok: true; value: Fault } | { ok: false; because: string } {
  const [first = '', ...rest] = text.split(',')
  const [kind = '', value = '', ...tooMany] = first.split(':')
  if (!isKind(kind))
    return { ok: false, because: `“${kind}” is no fault; there are ${Object.keys(firstValue).join(', ')}` }
  if (value === '' || tooMany.length > 0)
    return { ok: false, because: `“${text}”: write ${kind}:${kind === 'bandwidth' ? '100mbit' : 'NUMBER'}` }

  const members: Record<string, unknown> = {
    kind,
    [firstValue[kind]]: kind === 'bandwidth' ? bytesPerSecond(value) : Number(value),
  }
  for (const pair of rest) {
    const [name = '', setting = '', ...more] = pair.split('=')
    const member = name === 'retry-after' ? 'retryAfter' : name
    if (setting === '' || more.length > 0 || Object.hasOwn(members, member))
      return { ok: false, because: `“${text}”: “${pair}” is no setting` }
    members[member] = name === 'on' ? setting : Number(setting)
  }
  const read = Fault.safeParse(members, wording === undefined ? {} : { error: wording })
  if (read.success) return { ok: true, value: read.data }
  const issue = read.error.issues[0]
  return { ok: false, because: `“${text}”: ${[...(issue?.path ?? []), issue?.message].join(' ')}` }
}

function bytesPerSecond(text: string): number {
  const [, number = '', unit = ''] = /^(\d+(?:\.\d+)?)(mbit|kbit)?$/.exec(text) ?? []
  const bitsPerUnit = unit === 'mbit' ? 1_000_000 : unit === 'kbit' ? 1000 : 8
  return number === '' ? NaN : (Number(number) * bitsPerUnit) / 8
}
