import type { FileStamp, Sha256 } from '../../preload/contract/index.ts'

/** The small picture of a photo without a job. */
export type KnownPicture = Pick<JobPhoto, 'sha256' | 'thumbnail'>

/** Where the photo of one job lies on this computer. Stays on this side of the wall: a page names jobs, never paths. */
export type JobPhoto = { stamp: FileStamp; type: string; sha256: Sha256; thumbnail: string }
