import { z } from 'zod'
import {
  BatchId,
  FileStamp,
  FindingRule,
  FolderId,
  Instant,
  KnownId,
  PhotoFacts,
  ProfileName,
  Sha256,
  Verdict,
} from '../../../preload/contract/index.ts'
import type { KnownPhoto } from '../../engine/ports.ts'
import { objectIn, type Shape } from './shape.ts'

/** Read as it was written: tags may be the very thing a photo is held for. */
const AsSaid = z.object({
  private: z.boolean(),
  creator: z.string().nullable(),
  tags: z.record(z.string(), z.string()),
})

const StagedAs = z.union([z.enum(['duplicate', 'under-way']), FindingRule])

const knownFields = {
  profile: ProfileName,
  folder: FolderId.nullable(),
  stamp: FileStamp,
  sha256: Sha256.nullable(),
  facts: PhotoFacts.nullable(),
  verdict: Verdict,
  sending: AsSaid.nullable().default(null),
  staged: z.object({ batch: BatchId, as: StagedAs }).nullable(),
  at: Instant,
}

/** One row of the ledger. */
export const knownPhoto: Shape<KnownPhoto> = {
  table: 'ledger',
  schema: z.object(knownFields),
  compose: row => ({
    ...objectIn(row['rest']),
    profile: row['profile'],
    folder: row['folder'],
    stamp: { path: row['path'], size: row['size'], mtimeMs: row['mtime_ms'] },
    sha256: row['sha256'],
    staged: row['batch'] === null ? null : { batch: row['batch'], as: row['batch_group'] },
    at: row['at'],
  }),
}

/** A known photo with the name it is asked for by. */
export const listedPhoto: Shape<KnownPhoto & { id: KnownId }> = {
  table: 'ledger',
  schema: z.object({ id: KnownId, ...knownFields }),
  compose: row => ({ ...Object(knownPhoto.compose(row)), id: [row['n'], row['at']].map(String).join('-') }),
}

/** The number of the row, and when it was judged: a number alone could name another photo by now. */
export function placeOfId(id: KnownId): [n: number, at: number] | undefined {
  const [, n, at] = /^(\d{1,15})-(\d{1,15}(?:\.\d{1,9})?)$/.exec(id) ?? []
  return n === undefined || at === undefined ? undefined : [Number(n), Number(at)]
}
