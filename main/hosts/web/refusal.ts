/** Why a request is not answered. */
export type Refusal =
  | 'malformed'
  | 'wrong-host'
  | 'wrong-method'
  | 'wrong-origin'
  | 'no-session'
  | 'ticket-spent'
  | 'not-there'
  | 'not-json'
  | 'no-length'
  | 'too-large'
  | 'too-many-readers'
  | 'failed'

type Words = { status: number; title: string; advice: string }

const freshAddress = 'Get a fresh address with: hotfolder serve'

const words: Record<Refusal, Words> = {
  malformed: { status: 400, title: 'This request cannot be read', advice: 'Check the address.' },
  'wrong-host': { status: 421, title: 'This address is not ours', advice: 'Use the one that Hotfolder printed.' },
  'wrong-method': { status: 405, title: 'This is not done here', advice: 'Reload the page.' },
  'wrong-origin': {
    status: 403,
    title: 'Another page asked for this',
    advice: 'Type or paste the address into the browser’s address line.',
  },
  'no-session': { status: 403, title: 'This browser is not known here', advice: freshAddress },
  'ticket-spent': { status: 403, title: 'This address was good once', advice: freshAddress },
  'not-there': { status: 404, title: 'There is nothing here', advice: 'Go back to the first page.' },
  'not-json': { status: 415, title: 'This must be sent as JSON', advice: 'Reload the page.' },
  'no-length': { status: 411, title: 'The size must be said first', advice: 'Reload the page.' },
  'too-large': { status: 413, title: 'This is too much at once', advice: 'Send less.' },
  'too-many-readers': { status: 503, title: 'Too many windows are open', advice: 'Close some of them.' },
  failed: { status: 500, title: 'Something unexpected went wrong', advice: 'See the log in Hotfolder’s home folder.' },
}

export type RefusalAnswer = { status: number; headers: Record<string, string>; body: string }

/** The answer to a request that is turned away: a plain page for people, JSON for the page’s own code. */
export function refusalAnswer(refusal: Refusal, accept: string | undefined): RefusalAnswer {
  const { status, title, advice } = words[refusal]
  const headers = { 'Cache-Control': 'no-store', ...(status === 405 ? { Allow: 'GET, HEAD, POST, PUT, DELETE' } : {}) }
  if (accept?.includes('text/html') !== true)
    return {
      status,
      headers: { ...headers, 'Content-Type': 'application/json; charset=utf-8' },
      body: JSON.stringify({ refused: refusal, title, advice }),
    }
  return {
    status,
    headers: { ...headers, 'Content-Type': 'text/html; charset=utf-8' },
    body: plainPage(title, advice),
  }
}

/** A page of two sentences that needs nothing but itself. Both texts are our own. */
export const plainPage = (title: string, advice: string): string =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Hotfolder</title></head><body><h1>${title}</h1><p>${advice}</p></body></html>\n`
