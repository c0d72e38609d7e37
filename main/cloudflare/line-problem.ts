import type { Problem } from '../../preload/contract/index.ts'

// Errors that come before a connection stands: nothing of the request has left this computer.
const unconnected = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EAI_FAIL',
  'EAI_NODATA',
  'ENETUNREACH',
  'ENETDOWN',
  'EHOSTUNREACH',
  'EHOSTDOWN',
  'EADDRNOTAVAIL',
  'UND_ERR_CONNECT_TIMEOUT',
  'EPROTO',
])

// OpenSSL's verdicts on a certificate, as Node names them.
const tls =
  /^(ERR_TLS_|ERR_SSL_|CERT_|CRL_)|SELF_SIGNED|UNABLE_TO_(GET|VERIFY|DECRYPT)|INVALID_(CA|PURPOSE)|HOSTNAME_MISMATCH/

/** A failure below HTTP as a Problem: `offline` when no connection came about, `line-cut` when one broke. */
export function lineProblem(error: unknown, host: string, begun: boolean): Problem {
  const known = causes(error).map(codeOf)
  const neverStood = known.some(code => unconnected.has(code) || tls.test(code))
  if (!begun || neverStood || beforeHandshake(error)) return { code: 'offline', host }
  return { code: 'line-cut', detail: known.find(code => code !== '') ?? messageOf(error) }
}

function causes(error: unknown): unknown[] {
  const found: unknown[] = []
  for (let link = error; link instanceof Error && found.length < 8; link = link.cause) {
    found.push(link, ...(link instanceof AggregateError ? link.errors : []))
  }
  return found
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''
}

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error))

// Node reports a handshake that the other side broke off as a plain ECONNRESET; only its words tell it apart.
const beforeHandshake = (error: unknown) =>
  causes(error).some(cause => messageOf(cause).includes('before secure TLS connection was established'))
