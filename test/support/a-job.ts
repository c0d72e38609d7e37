import { type UploadJob } from '../../preload/contract/index.ts'

/** A job like any other; give what matters to the test. */
export function aJob(id: string, given: Partial<UploadJob> = {}): UploadJob {
  return {
    id,
    profile: 'studio',
    folder: null,
    stamp: { path: `/photos/${id}.jpg`, size: 1_000, mtimeMs: 1_000 },
    name: `${id}.jpg`,
    type: 'image/jpeg',
    sha256: id
      .replace(/[^0-9a-f]/g, '')
      .padStart(64, '0')
      .slice(-64),
    preparation: { kind: 'none' },
    sending: { private: false, creator: null, tags: {} },
    priority: 0,
    place: id,
    attempts: 0,
    createdAt: 0,
    state: { kind: 'queued' },
    ...given,
  }
}

export const aReservation = (imageId: string) => ({
  imageId,
  uploadUrl: `https://upload.example/${imageId}`,
  expiresAt: 1_800_000,
})
