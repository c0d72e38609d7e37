import {
  fail,
  type ImageMetadata,
  jsonBytes,
  metadataBytes,
  type MetadataChange,
  type Outcome,
  succeed,
} from '../../../preload/contract/index.ts'

/** Pure. What an image's metadata becomes. Our own `sha256` stays unless it is named: by it any workstation knows the photo again. */
export function changeMetadata(
  before: Readonly<Record<string, unknown>>,
  change: MetadataChange,
): Outcome<ImageMetadata> {
  const removed = change.kind === 'merge' ? new Set(change.remove) : null
  const kept = Object.entries(before).filter(([name]) => (removed === null ? name === 'sha256' : !removed.has(name)))
  const set = change.kind === 'merge' ? change.set : change.with
  // Members by definition, not by assignment: a field may be called anything.
  const after = Object.fromEntries([...kept, ...Object.entries(set)])
  return fitting(after)
}

/** The service keeps no more than 1,024 bytes with an image (images-api §3.1). */
export function fitting(metadata: Record<string, unknown>): Outcome<ImageMetadata> {
  const bytes = jsonBytes(metadata)
  if (bytes > metadataBytes)
    return fail({
      code: 'invalid-input',
      where: 'metadata',
      detail: `Together it takes ${bytes.toLocaleString('en')} bytes as JSON; an image keeps at most ${metadataBytes.toLocaleString('en')}. Shorten it.`,
    })
  // What the service gave and what the gate let in is JSON.
  return succeed(metadata as ImageMetadata)
}
