import type { Problem } from '../../preload/contract/index.ts'
import type { Answer } from './answer.ts'
import { retryAfter } from './retry-after.ts'

/** Whose call was refused, and what it asked for: that decides which permission is missing. */
export type Asked = { profile: string; accountId: string; for: 'read' | 'write' | 'upload' }

const permission = {
  read: 'Account · Cloudflare Images · Read',
  write: 'Account · Cloudflare Images · Edit',
  upload: null,
}

// Backend failures that another try may mend (images-api §1.3). 5550 came with HTTP 415 in the outage of July 2026.
const trouble = new Set([5408, 5450, 5500, 5503, 5540, 5541, 5542, 5543, 5544, 5550])
// What is wrong with the picture itself: size, format, animation area, undecodable bytes (images-api §1.3).
const badPhoto = new Set([5413, 5443, 5455, 7011, 9422])
const undecodable = /decod|corrupt|damaged|not an? (valid )?image|invalid image|unsupported/i

/**
 * The one table from an unsuccessful answer to a Problem: status, API code and body kind (images-api §1.2–1.4, §2.15).
 * Account rules come first: they hold whatever was asked.
 */
export function problemOf(answer: Answer, asked: Asked): Problem {
  const { status, codes, detail } = answer
  const has = (code: number) => codes.includes(code)
  const told = { status, apiCode: codes[0] ?? null, detail }

  if (status === 429) return { code: 'rate-limited', retryAfterMs: retryAfter(answer.headers, Date.now()) }
  if (has(5453)) return { code: 'account-full', profile: asked.profile }
  if (has(5403)) return { code: 'images-not-enabled', profile: asked.profile }
  if (status === 408 || status >= 500 || codes.some(code => trouble.has(code))) {
    return { code: 'service-trouble', ...told }
  }
  return asked.for === 'upload' ? uploadProblem(answer, told) : callProblem(answer, told, asked)
}

type Told = { status: number; apiCode: number | null; detail: string }

function uploadProblem({ status, codes, detail }: Answer, told: Told): Problem {
  const undecoded = codes.includes(5400) && undecodable.test(detail)
  if (status === 413 || status === 415 || undecoded || codes.some(code => badPhoto.has(code))) {
    return { code: 'photo-refused', ...told }
  }
  // Used, expired and unknown URLs have no documented code: any other refusal means "ask for a new one" (§2.15).
  return status >= 400 ? { code: 'upload-url-refused', ...told } : { code: 'not-understood', status, detail }
}

function callProblem({ status, codes, detail, understood }: Answer, told: Told, asked: Asked): Problem {
  const has = (code: number) => codes.includes(code)
  const { profile, accountId } = asked

  // 6003 with HTTP 400 is what a token with the wrong shape gets; 9109 serves both a dead token and a foreign account.
  if (status === 401 || has(6003) || (has(9109) && /token/i.test(detail))) {
    return { code: 'token-rejected', profile, needs: null }
  }
  // 7003 "could not route": every path of ours is fixed but for the account id (§1.3).
  if (has(7003) || has(9109)) return { code: 'account-unknown', profile, accountId }
  if (has(10_000) || (status === 403 && understood)) {
    return { code: 'token-rejected', profile, needs: permission[asked.for] }
  }
  return status >= 400 && understood ? { code: 'request-refused', ...told } : { code: 'not-understood', status, detail }
}

/** True when the service says that there is no such image; a 404 of anything else does not count (§1.3, §2.4). */
export function isAbsent({ status, codes, understood }: Answer): boolean {
  return codes.includes(5404) || (status === 404 && understood && !codes.some(code => code === 7003 || code === 7000))
}
