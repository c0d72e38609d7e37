import { createHmac, timingSafeEqual } from 'node:crypto'

type Verdict =
  { kind: 'valid'; expiresAt: number | null } | { kind: 'missing' } | { kind: 'wrong' } | { kind: 'expired' }
type Signed = { pathname: string; query: string; keys: readonly string[]; now: number }

/** Signs a delivery URL (images-api §4.6): `query` without its `sig`. The text of the key is the key. */
export function signatureOf(key: string, pathname: string, query: string): string {
  // UNCONFIRMED: without a query the bare pathname is signed (images-api §4.6).
  const message = query === '' ? pathname : `${pathname}?${query}`
  return createHmac('sha256', key).update(message).digest('hex')
}

/** Whether one of the account's keys signed this URL, and until when, in ms since 1970. `query` as it was received. */
export function judgeSignature({ pathname, query, keys, now }: Signed): Verdict {
  const parts = query.split('&').filter(part => part !== '')
  const isSignature = (part: string) => /^sig(=|$)/.test(part)
  const [signature, ...more] = parts.filter(isSignature).map(part => part.slice('sig='.length))
  if (signature === undefined) return { kind: 'missing' }
  const rest = parts.filter(part => !isSignature(part))
  // Every key is tried, so that the time taken tells nothing about which one it was.
  const matches = keys.map(key => isSame(signature, signatureOf(key, pathname, rest.join('&'))))
  if (more.length > 0 || !matches.includes(true)) return { kind: 'wrong' }

  const expiries = rest.filter(part => part.startsWith('exp=')).map(part => part.slice('exp='.length))
  if (expiries.some(expiry => !/^\d{1,12}$/.test(expiry))) return { kind: 'wrong' }
  if (expiries.length === 0) return { kind: 'valid', expiresAt: null }
  const expiresAt = Math.min(...expiries.map(Number)) * 1000
  return now <= expiresAt ? { kind: 'valid', expiresAt } : { kind: 'expired' }
}

function isSame(given: string, right: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(right)]
  return a.length === b.length && timingSafeEqual(a, b)
}
