import { mostVariants, type Problem } from '../../preload/contract/index.ts'
import type { Answer } from './answer.ts'
import { retryAfter } from './retry-after.ts'

/** What a call was about: a refusal is told by its name. */
export type Subject =
  | { kind: 'account' }
  | { kind: 'image'; id: string }
  /** `id`: one of the person's own; `url`: where the service was to fetch it from. */
  | { kind: 'new-image'; id: string | null; url: string | null }
  | { kind: 'variant'; id: string; isDeleted: boolean }
  | { kind: 'signing-key'; name: string }
  /** A one-time upload URL, which needs no token. */
  | { kind: 'upload' }

/** Whose call was refused, which permission it needs, and what it was about. */
export type Asked = { profile: string; accountId: string; needs: 'read' | 'write' | 'nothing'; about: Subject }

const permission = {
  read: 'Account · Cloudflare Images · Read',
  write: 'Account · Cloudflare Images · Edit',
  nothing: null,
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
  const { status, codes, detail, understood } = answer
  const { profile, accountId, needs, about } = asked
  const has = (code: number) => codes.includes(code)
  const told: Told = { status, apiCode: codes[0] ?? null, detail }

  if (status === 429) return { code: 'rate-limited', retryAfterMs: retryAfter(answer.headers, Date.now()) }
  if (has(5453)) return fullProblem(told, asked)
  if (has(5403)) return { code: 'images-not-enabled', profile }
  if (status === 408 || status >= 500 || codes.some(code => trouble.has(code))) {
    return { code: 'service-trouble', ...told }
  }
  if (about.kind === 'upload') return uploadProblem(answer, told)

  // 6003 with HTTP 400 is what a token with the wrong shape gets; 9109 serves both a dead token and a foreign account.
  if (status === 401 || has(6003) || (has(9109) && /token/i.test(detail))) {
    return { code: 'token-rejected', profile, needs: null }
  }
  // 7003 "could not route": every path of ours is fixed but for the account id (§1.3).
  if (has(7003) || has(9109)) return { code: 'account-unknown', profile, accountId }
  if (has(10_000)) return { code: 'token-rejected', profile, needs: permission[needs] }

  const problem = subjectProblem(answer, told, about)
  if (problem !== null) return problem
  if (status === 403 && understood) return { code: 'token-rejected', profile, needs: permission[needs] }
  return status >= 400 && understood ? { code: 'request-refused', ...told } : { code: 'not-understood', status, detail }
}

type Told = { status: number; apiCode: number | null; detail: string }

// Variants and keys have limits of their own (images-api §2.9, §2.12).
function fullProblem(told: Told, { profile, about }: Asked): Problem {
  if (about.kind === 'variant') return { code: 'variants-full', limit: mostVariants }
  return about.kind === 'signing-key' ? { code: 'request-refused', ...told } : { code: 'account-full', profile }
}

function uploadProblem(answer: Answer, told: Told): Problem {
  if (answer.status === 413 || answer.status === 415 || isBadPhoto(answer)) return { code: 'photo-refused', ...told }
  // Used, expired and unknown URLs have no documented code: any other refusal means "ask for a new one" (§2.15).
  if (answer.status >= 400) return { code: 'upload-url-refused', ...told }
  return { code: 'not-understood', status: answer.status, detail: answer.detail }
}

/** What the refusal says of the very thing that was asked about; null when it says nothing of it (images-api §1.3). */
function subjectProblem(answer: Answer, told: Told, about: Subject): Problem | null {
  const { codes, detail } = answer
  const has = (code: number) => codes.includes(code)
  const isTaken = has(5409) || (answer.status === 409 && answer.understood)

  switch (about.kind) {
    case 'image':
      if (has(5404) || isMissing(answer)) return { code: 'image-unknown', imageId: about.id }
      return has(5410) ? { code: 'custom-id-public', imageId: about.id } : null
    case 'new-image':
      if (about.id !== null) {
        if (isTaken) return { code: 'image-exists', imageId: about.id }
        if (has(5410)) return { code: 'custom-id-public', imageId: about.id }
        if (has(5411)) return { code: 'custom-id-refused', imageId: about.id, detail }
      }
      if (has(5454) && about.url !== null) return { code: 'source-unreachable', url: about.url, detail }
      return isBadPhoto(answer) || answer.status === 413 ? { code: 'photo-refused', ...told } : null
    case 'variant':
      // Its deletion is refused under no documented code (images-api §2.12).
      if (about.isDeleted && about.id === 'public' && answer.understood) {
        return { code: 'variant-built-in', variant: about.id }
      }
      // Also seen as bare words, without a code.
      if (has(5401) || isMissing(answer) || (answer.status === 404 && /^variant not found/i.test(detail))) {
        return { code: 'variant-unknown', variant: about.id }
      }
      return isTaken ? { code: 'variant-exists', variant: about.id } : null
    case 'signing-key':
      return has(5404) || isMissing(answer) ? { code: 'signing-key-unknown', key: about.name } : null
    case 'account':
    case 'upload':
      return null
  }
}

const isBadPhoto = ({ codes, detail }: Answer) =>
  codes.some(code => badPhoto.has(code)) || (codes.includes(5400) && undecodable.test(detail))

/** A 404 of the thing itself: not some other server's page, nor a path the service does not know (7000). */
const isMissing = ({ status, codes, understood }: Answer) => status === 404 && understood && !codes.includes(7000)
