import { z } from 'zod'

/** Names one upload job for ever; unique by construction (UUID). */
export const JobId = z.string().min(1).max(64)
export type JobId = z.infer<typeof JobId>

/** Names one watched folder. */
export const FolderId = z.string().min(1).max(64)
export type FolderId = z.infer<typeof FolderId>

/** Names one hand-made batch or one crawl, so that its end can be told. */
export const BatchId = z.string().min(1).max(64)
export type BatchId = z.infer<typeof BatchId>

/** What a person calls one of their accounts: letters, digits, space, dot, dash, underscore; at most 60. */
export const ProfileName = z
  .string()
  .regex(/^[\p{L}\p{N}][\p{L}\p{N} ._-]{0,59}$/u, 'letters, digits, space . _ - and at most 60 of them')
export type ProfileName = z.infer<typeof ProfileName>

/** Cloudflare's name for an image: 36 characters when assigned, up to 1,024 when chosen (images-api §3.3). */
export const ImageId = z.string().min(1).max(1024)
export type ImageId = z.infer<typeof ImageId>

/** Ids the service chose have this shape; those of a person never do, and can never be private (images-api §3.3). */
const chosenByService = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

export const isServiceId = (id: ImageId): boolean => chosenByService.test(id)

/** Lower-case hex of the SHA-256 of a file's bytes. */
export const Sha256 = z.string().regex(/^[0-9a-f]{64}$/)
export type Sha256 = z.infer<typeof Sha256>

/** Milliseconds since 1970, UTC. */
export const Instant = z.number()
export type Instant = z.infer<typeof Instant>
