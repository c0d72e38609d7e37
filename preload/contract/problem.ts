import { z } from 'zod'

const p = <Code extends string, Shape extends z.ZodRawShape>(code: Code, shape: Shape) =>
  z.object({ code: z.literal(code), ...shape })

/** A failure we expected, as plain values: it crosses every wall unchanged. Times in ms. */
export const Problem = z.discriminatedUnion('code', [
  // The line and the service
  p('offline', { host: z.string() }),
  p('line-cut', { detail: z.string() }),
  p('stalled', { quietMs: z.number() }),
  p('reply-late', { quietMs: z.number() }),
  p('service-trouble', { status: z.number(), apiCode: z.number().nullable(), detail: z.string() }),
  p('rate-limited', { retryAfterMs: z.number().nullable() }),
  p('not-understood', { status: z.number(), detail: z.string() }),
  // The account
  p('token-missing', { profile: z.string() }),
  p('token-rejected', { profile: z.string(), needs: z.string().nullable() }),
  p('account-unknown', { profile: z.string(), accountId: z.string() }),
  p('images-not-enabled', { profile: z.string() }),
  p('account-full', { profile: z.string() }),
  // One photo, at the service
  p('upload-url-refused', { status: z.number(), apiCode: z.number().nullable(), detail: z.string() }),
  p('photo-refused', { status: z.number(), apiCode: z.number().nullable(), detail: z.string() }),
  p('request-refused', { status: z.number(), apiCode: z.number().nullable(), detail: z.string() }),
  p('image-unknown', { imageId: z.string() }),
  p('image-awaited', { imageId: z.string() }),
  p('image-exists', { imageId: z.string() }),
  p('custom-id-refused', { imageId: z.string(), detail: z.string() }),
  p('custom-id-public', { imageId: z.string() }),
  p('source-unreachable', { url: z.string(), detail: z.string() }),
  p('arrival-unknown', { detail: z.string() }),
  p('download-damaged', { imageId: z.string(), detail: z.string() }),
  // Variants and signing keys
  p('variant-unknown', { variant: z.string() }),
  p('variant-exists', { variant: z.string() }),
  p('variant-built-in', { variant: z.string() }),
  p('variants-full', { limit: z.number() }),
  p('signing-key-unknown', { key: z.string() }),
  p('link-not-signable', { link: z.string(), detail: z.string() }),
  // One photo, on the disk
  p('photo-gone', { path: z.string() }),
  p('photo-unreadable', { path: z.string(), detail: z.string() }),
  p('photo-changed', { path: z.string() }),
  p('path-unknown', { path: z.string() }),
  p('photo-held', { path: z.string(), detail: z.string() }),
  p('file-unwritable', { path: z.string(), detail: z.string() }),
  p('folder-unreachable', { path: z.string(), detail: z.string() }),
  /** `path`: the first of what was picked; `others`: how many more places. */
  p('pick-unreachable', { path: z.string(), others: z.number() }),
  p('pick-let-go', { path: z.string(), others: z.number(), because: z.enum(['ended-each-time', 'too-long-ago']) }),
  p('folder-not-a-folder', { path: z.string() }),
  p('folder-already-watched', { path: z.string() }),
  p('folder-unknown', { folder: z.string() }),
  // What a page may reach, and what is dropped on it
  p('path-outside', { path: z.string() }),
  p('drop-closed', { drop: z.string() }),
  p('drop-full', { limit: z.number() }),
  p('dropped-file-too-large', { name: z.string(), bytes: z.number(), limit: z.number() }),
  // Our own house
  p('interrupted', {}),
  p('disk-full', { path: z.string() }),
  p('database-damaged', { path: z.string(), keptAt: z.string() }),
  p('rows-set-aside', { count: z.number(), table: z.string() }),
  p('home-unusable', { path: z.string(), detail: z.string() }),
  p('already-running', { home: z.string() }),
  p('not-running', { home: z.string() }),
  p('port-in-use', { port: z.number() }),
  p('local-cloud-in-use', { folder: z.string() }),
  p('local-cloud-failed', { detail: z.string() }),
  p('keychain-unavailable', { detail: z.string() }),
  p('profile-unknown', { profile: z.string() }),
  p('profile-exists', { profile: z.string() }),
  p('profile-built-in', { profile: z.string() }),
  p('profile-in-use', { profile: z.string(), folders: z.number(), jobs: z.number() }),
  p('job-unknown', { job: z.string() }),
  p('batch-unknown', { batch: z.string() }),
  p('step-not-possible', { step: z.string(), state: z.string() }),
  p('command-unknown', { name: z.string() }),
  p('invalid-input', { where: z.string(), detail: z.string() }),
  p('unexpected', { detail: z.string() }),
])
export type Problem = z.infer<typeof Problem>
export type ProblemCode = Problem['code']

export type Outcome<T> = { ok: true; value: T } | { ok: false; problem: Problem }

export const succeed = <T>(value: T): Outcome<T> => ({ ok: true, value })
export const fail = (problem: Problem): Outcome<never> => ({ ok: false, problem })
