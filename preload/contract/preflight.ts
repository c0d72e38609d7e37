import { z } from 'zod'
import { ImageId, Instant, JobId, Sha256 } from './ids.ts'

/** A settled file we noticed and have not judged. Size in bytes; mtime in ms since 1970, as the disk gives it. */
export const FileStamp = z.object({ path: z.string(), size: z.number().int().nonnegative(), mtimeMs: z.number() })
export type FileStamp = z.infer<typeof FileStamp>

/** What the bytes are, whatever the name says. `raw`: a camera's raw file. `other`: an image, but none of these. */
export const PhotoFormat = z.enum([
  'jpeg',
  'png',
  'gif',
  'webp',
  'svg',
  'heic',
  'avif',
  'tiff',
  'psd',
  'jp2',
  'bmp',
  'raw',
  'other',
])
export type PhotoFormat = z.infer<typeof PhotoFormat>

/** What the file is. Width and height as displayed, in pixels, of one frame. */
export const PhotoFacts = z.object({
  format: PhotoFormat,
  bytes: z.number().int(),
  width: z.number().int(),
  height: z.number().int(),
  frames: z.number().int().min(1),
  /** EXIF orientation 1–8. */
  orientation: z.number().int(),
  colourSpace: z.string(),
  hasProfile: z.boolean(),
  hasPosition: z.boolean(),
  takenAt: Instant.nullable(),
  camera: z.string().nullable(),
  /** True when every byte was decoded; false where this machine has no decoder (HEIC). */
  proven: z.boolean(),
})
export type PhotoFacts = z.infer<typeof PhotoFacts>

/** What Cloudflare accepts (images-api §3). Bytes, pixels; megapixels are millions of pixels. */
export const Limits = z.object({
  bytes: z.number(),
  side: z.number(),
  webpSide: z.number().nullable(),
  avifSide: z.number(),
  megapixels: z.number(),
  animationMegapixels: z.number(),
  metadataBytes: z.number(),
  formats: z.array(PhotoFormat),
})
export type Limits = z.infer<typeof Limits>

/** images-api §3.1–3.2: 10 MB is read as 10,000,000 bytes, the stricter reading; AVIF is for Enterprise accounts only. */
export const cloudflareLimits: Limits = {
  bytes: 10_000_000,
  side: 12_000,
  webpSide: null,
  avifSide: 1_200,
  megapixels: 100,
  animationMegapixels: 100,
  metadataBytes: 1_024,
  formats: ['jpeg', 'png', 'gif', 'webp', 'svg', 'heic'],
}

/** One rule that did not pass, with its numbers. */
export const Finding = z.discriminatedUnion('rule', [
  z.object({ rule: z.literal('empty') }),
  z.object({ rule: z.literal('not-an-image'), detail: z.string() }),
  z.object({ rule: z.literal('damaged'), detail: z.string() }),
  z.object({ rule: z.literal('format-not-accepted'), format: PhotoFormat }),
  z.object({ rule: z.literal('too-many-bytes'), bytes: z.number(), limit: z.number() }),
  z.object({ rule: z.literal('side-too-long'), pixels: z.number(), limit: z.number() }),
  z.object({ rule: z.literal('too-many-megapixels'), megapixels: z.number(), limit: z.number() }),
  z.object({ rule: z.literal('animation-too-large'), megapixels: z.number(), limit: z.number() }),
  z.object({ rule: z.literal('metadata-too-large'), bytes: z.number(), limit: z.number() }),
])
export type Finding = z.infer<typeof Finding>

/** The rules a photo can break. */
export const FindingRule = z.enum([
  'empty',
  'not-an-image',
  'damaged',
  'format-not-accepted',
  'too-many-bytes',
  'side-too-long',
  'too-many-megapixels',
  'animation-too-large',
  'metadata-too-large',
]) satisfies z.ZodType<Finding['rule']>
export type FindingRule = z.infer<typeof FindingRule>

/** What we do to a copy before sending. `none` sends the file as it is; fitting, converting and stripping come later. */
export const Preparation = z.discriminatedUnion('kind', [z.object({ kind: z.literal('none') })])
export type Preparation = z.infer<typeof Preparation>

/** Whose image a duplicate shares: one that is kept, or the one a job is about to bring. */
export const SharedWith = z.union([z.object({ image: ImageId }), z.object({ job: JobId })])
export type SharedWith = z.infer<typeof SharedWith>

/** What was decided about one candidate. `dismissed`: held, and a person wants to see no more of it until its bytes change. `duplicate` names the image, or the job whose image it will share. */
export const Verdict = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('accepted'), job: JobId }),
  z.object({ kind: z.literal('held'), findings: z.array(Finding).min(1) }),
  z.object({ kind: z.literal('dismissed'), findings: z.array(Finding).min(1) }),
  z.object({ kind: z.literal('duplicate'), of: SharedWith }),
])
export type Verdict = z.infer<typeof Verdict>

/** Facts, findings, verdict: all that preflight says of one file. No hash and no facts where the file is no image. */
export const PreflightReport = z.object({
  stamp: FileStamp,
  sha256: Sha256.nullable(),
  facts: PhotoFacts.nullable(),
  verdict: Verdict,
})
export type PreflightReport = z.infer<typeof PreflightReport>
