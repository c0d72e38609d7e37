import type { Image, JobState, Problem, Receipt, Reservation, UploadJob } from '../../../preload/contract/index.ts'
import type { KnownPhoto } from '../../../main/engine/ports.ts'

export const sha256Of = (number: number) => number.toString(16).padStart(64, '0')

export const sampleReservation: Reservation = {
  imageId: '2cdc28f0-017a-49c4-9ed7-87056c83901f',
  uploadUrl: 'https://upload.imagedelivery.net/hash/2cdc28f0-017a-49c4-9ed7-87056c83901f',
  expiresAt: 1_800_000_000_000,
}

export const offline: Problem = { code: 'offline', host: 'api.cloudflare.com' }

export const waitingUntil = (until: number, because: Problem = offline): JobState => ({
  kind: 'waiting',
  until,
  because,
  reservation: null,
})

/** A job named by its number, which is also its age; anything else as said. */
export function sampleJob(number: number, rest: Partial<UploadJob> = {}): UploadJob {
  return {
    id: `job-${String(number).padStart(7, '0')}`,
    profile: 'studio',
    folder: 'folder-1',
    stamp: { path: `/photos/shoot/IMG_${number}.jpg`, size: 1_000 + number, mtimeMs: 1_700_000_000_000.25 + number },
    name: `IMG_${number}.jpg`,
    type: 'image/jpeg',
    sha256: sha256Of(number),
    preparation: { kind: 'none' },
    sending: { private: false, creator: null, tags: { client: 'Ä & Co' } },
    priority: 0,
    place: '',
    attempts: 0,
    createdAt: number,
    state: { kind: 'queued' },
    ...rest,
  }
}

export function samplePhoto(number: number, rest: Partial<KnownPhoto> = {}): KnownPhoto {
  const { profile, folder, stamp, sha256, id } = sampleJob(number)
  const verdict = { kind: 'accepted', job: id } as const
  return { profile, folder, stamp, sha256, facts: null, verdict, sending: null, staged: null, at: number, ...rest }
}

export function sampleReceipt(number: number, rest: Partial<Receipt> = {}): Receipt {
  const { id, profile, stamp, name, sha256 } = sampleJob(number)
  return {
    job: id,
    profile,
    path: stamp.path,
    name,
    sha256,
    bytes: stamp.size,
    imageId: `image-${number}`,
    at: number,
    links: [`https://imagedelivery.net/hash/image-${number}/public`],
    ...rest,
  }
}

/** An image uploaded at its number. */
export function sampleImage(number: number, rest: Partial<Image> = {}): Image {
  const id = rest.id ?? `${String(number).padStart(8, '0')}-5392-4565-b69e-aff66acddd00`
  return {
    id,
    filename: `IMG_${number}.jpg`,
    uploadedAt: number,
    private: false,
    links: [`https://imagedelivery.net/hash/${id}/public`],
    creator: null,
    metadata: { sha256: sha256Of(number) },
    ...rest,
  }
}
