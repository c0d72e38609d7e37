import type { Image } from '../../../../preload/contract/index.ts'

const secondOf = (at: number) => Math.floor(at / 1_000)
const markOf = ({ filename, creator, metadata, uploadedAt }: Image) =>
  JSON.stringify([filename, creator, metadata['sha256'] ?? null, secondOf(uploadedAt)])

/** What an image is called since its access changed: all of it stays but its id (images-api §2.5). Of several alike, none. */
export function successorOf(before: Image, candidates: readonly Image[]): Image | null {
  const [only, ...others] = candidates.filter(
    image => image.id !== before.id && image.private !== before.private && markOf(image) === markOf(before),
  )
  return only !== undefined && others.length === 0 ? only : null
}
