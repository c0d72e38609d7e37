import type { EndedPhoto } from '../../../../preload/contract/index.ts'
import type { ShootPhoto } from './make-shoot.ts'

/** What did not come out as it must, one sentence each; `ended` by path. */
export function judgeShoot(shoot: readonly ShootPhoto[], ended: ReadonlyMap<string, EndedPhoto>): string[] {
  return shoot.flatMap(photo => {
    const end = ended.get(photo.path)
    if (end === undefined) return [`${photo.path} did not end`]
    const wrong = photo.expect === 'held' ? wronglyHeld(photo, end) : wronglyDelivered(photo, end, ended)
    return wrong === null ? [] : [`${photo.path} ${wrong}`]
  })
}

function wronglyHeld({ rule }: ShootPhoto, { state, problem }: EndedPhoto): string | null {
  if (state !== 'held') return `should be held, but is ${state}`
  return problem?.code === rule ? null : `should be held for ${rule}, not for ${problem?.code ?? 'nothing'}`
}

/** Of two files with the same bytes, whichever comes first is delivered; the other shares its image. */
function wronglyDelivered(
  { twin }: ShootPhoto,
  { state, imageId, links }: EndedPhoto,
  ended: ReadonlyMap<string, EndedPhoto>,
): string | null {
  const other = twin === undefined ? undefined : ended.get(twin)
  const wanted = other?.state === 'delivered' ? 'duplicate' : 'delivered'
  if (state !== wanted) return `should be ${wanted}, but is ${state}`
  if (other !== undefined && other.imageId !== imageId) return 'does not share the image of its twin'
  return links.length === 0 ? 'has no link' : null
}
