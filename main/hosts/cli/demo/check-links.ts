import type { EndedPhoto } from '../../../../preload/contract/index.ts'
import { checkLink } from './check-link.ts'
import type { ShootPhoto } from './make-shoot.ts'

/** Two at a time: each decodes a whole photo. */
const atOnce = 2

/** Follows every link that was handed out; `broken` says which do not serve their photo, and why. */
export async function checkLinks(
  photos: readonly ShootPhoto[],
  ended: ReadonlyMap<string, EndedPhoto>,
  signal: AbortSignal,
): Promise<{ links: number; broken: string[] }> {
  const all = photos.flatMap(photo => (ended.get(photo.path)?.links ?? []).map(link => ({ ...photo, link })))
  const broken: string[] = []
  const left = all.values()
  const hand = async () => {
    for (const one of left) {
      if (signal.aborted) return
      const wrong = await checkLink(one, signal)
      if (wrong !== null) broken.push(`${one.path}: ${wrong}`)
    }
  }
  await Promise.all(Array.from({ length: atOnce }, hand))
  return { links: all.length, broken }
}
