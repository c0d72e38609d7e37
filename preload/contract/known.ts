import { z } from 'zod'
import { FolderId, Instant, ProfileName, Sha256 } from './ids.ts'
import { Finding, FindingRule, PhotoFacts, SharedWith } from './preflight.ts'

/** Names one judgement of one photo: once the photo is judged anew, its old id names nothing. */
export const KnownId = z.string().min(1).max(64)
export type KnownId = z.infer<typeof KnownId>

/** The verdicts by which photos are listed without a job. */
export const KnownVerdict = z.enum(['held', 'dismissed', 'duplicate'])
export type KnownVerdict = z.infer<typeof KnownVerdict>

/** Which known photos are listed, newest first. `text`: each word is in the name; `folder`: null for those added by hand; `rule`: the first they break. */
export const KnownQuery = z.object({
  verdict: KnownVerdict,
  profile: ProfileName.optional(),
  text: z.string().max(1_000).optional(),
  folder: FolderId.nullable().optional(),
  rule: FindingRule.optional(),
  after: z.string().max(4_096).optional(),
  limit: z.number().int().min(1).max(1_000).default(100),
})
export type KnownQuery = z.infer<typeof KnownQuery>

/** Some known photos by id, or all that the order is about. Ids whose photo was judged anew are passed over. */
export const KnownChoice = z.union([
  z.object({ ids: z.array(KnownId).min(1).max(10_000) }),
  z.object({ all: z.literal(true), profile: ProfileName.optional() }),
])
export type KnownChoice = z.infer<typeof KnownChoice>

/** A photo that has no job of its own: why it is held, or whose image it shares (`of`). Names no path. */
export const KnownView = z.object({
  id: KnownId,
  profile: ProfileName,
  folder: FolderId.nullable(),
  name: z.string(),
  bytes: z.number().int(),
  sha256: Sha256.nullable(),
  facts: PhotoFacts.nullable(),
  verdict: KnownVerdict,
  /** Why it is held, as plain values: each reader writes its own sentence. */
  findings: z.array(Finding),
  of: SharedWith.nullable(),
  at: Instant,
})
export type KnownView = z.infer<typeof KnownView>
