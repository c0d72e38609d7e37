/** What a failed fetch is told by. Names no address and no secret: those of a line are in the system's own words. */
export function whyNotFetched(error: unknown): string {
  const code = codeOf(error)
  const plain = sentences[code]
  if (plain !== undefined) return plain
  if (/^(CERT|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO|ERR_TLS|ERR_SSL|EPROTO)/.test(code))
    return `no secure line could be opened (${code})`
  return code.startsWith('HPE_') ? 'the server does not speak HTTP' : `the line failed (${code})`
}

const sentences: Record<string, string> = {
  ABORT_ERR: 'it was stopped',
  ENOTPUBLIC: 'the address is not a public one',
  ENOTFOUND: 'the host is unknown',
  ENODATA: 'the host is unknown',
  EAI_AGAIN: 'the host is unknown',
  ECONNREFUSED: 'nobody answers there',
  EHOSTUNREACH: 'there is no way to the host',
  ENETUNREACH: 'there is no way to the host',
  ETIMEDOUT: 'there was no answer in time',
  ECONNRESET: 'the line broke',
  EPIPE: 'the line broke',
  ERR_STREAM_PREMATURE_CLOSE: 'the line broke',
}

function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error
  if ('code' in error && typeof error.code === 'string') return error.code
  // A host with several addresses fails once for each.
  return error instanceof AggregateError ? codeOf(error.errors[0]) : error.name
}
