import type { Image, ImageChange } from '../../../../preload/contract/index.ts'

/** What a change would do to this image, in words. Our own `sha256` stays unless it is named, as the engine has it. */
export function changeWords(image: Image, { metadata, private: isPrivate, creator }: ImageChange): string {
  const words: string[] = []
  if (isPrivate !== undefined && isPrivate !== image.private)
    words.push(`${isPrivate ? 'public → private' : 'private → public'}, under a new id`)
  if (creator !== undefined && creator !== image.creator)
    words.push(`creator: ${image.creator ?? 'none'} → ${creator ?? 'none'}`)
  if (metadata !== undefined) words.push(...metadataWords(image.metadata, metadata))
  return words.length === 0 ? 'nothing changes' : words.join('; ')
}

function metadataWords(now: Image['metadata'], change: NonNullable<ImageChange['metadata']>): string[] {
  const removed = change.kind === 'merge' ? change.remove : Object.keys(now).filter(key => key !== 'sha256')
  const kept = Object.entries(now).filter(([key]) => !removed.includes(key))
  const then = new Map<string, unknown>([
    ...kept,
    ...Object.entries(change.kind === 'merge' ? change.set : change.with),
  ])
  const keys = new Set([...Object.keys(now), ...then.keys()])
  return [...keys].flatMap(key => {
    const [before, after] = [valueText(now[key]), valueText(then.get(key))]
    return before === after ? [] : [`${key}: ${before} → ${after}`]
  })
}

const valueText = (value: unknown) => (value === undefined ? 'none' : JSON.stringify(value))
