import type { Image } from '../../../preload/contract/index.ts'

/** Our own notes in a backup folder; no original is ever called so. */
export const manifestName = 'hotfolder-backup.jsonl'

const mostBytes = 200
/** How an id is shown in a name: enough of it to tell two images of one name apart. */
const shownOfId = 40

/** The first of each is what a name gets that has none of them. */
const extensions: Readonly<Record<string, readonly string[]>> = {
  'image/jpeg': ['jpg', 'jpeg', 'jpe', 'jfif'],
  'image/png': ['png'],
  'image/gif': ['gif'],
  'image/webp': ['webp'],
  'image/svg+xml': ['svg'],
  'image/heic': ['heic', 'heif'],
  'image/heif': ['heic', 'heif'],
  'image/avif': ['avif'],
}
const anyExtension = new Set(Object.values(extensions).flat())

/** Names that mean a device on Windows, whatever follows the first dot. */
const device = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)$/i
// oxlint-disable-next-line no-control-regex -- they are what must not come through
const unsafe = /[\u0000-\u001f\u007f-\u009f<>:"/\\|?*]/g
/** Letters nobody sees, and those that turn the direction of writing: a name must be what it looks like. */
const unseen = /[\p{Cf}\p{Zl}\p{Zp}]/gu

/**
 * Pure. The names an original may have in a folder, best first: its own, then with the id, then numbered without end.
 * They are safe on every system, at most 200 bytes, and end as the content type says.
 */
export function* originalNames(image: Pick<Image, 'id' | 'filename'>, type: string): Generator<string, never> {
  const { stem, extension } = splitName(lastPart(image.filename ?? '') || lastPart(image.id) || 'image', type)
  yield fitted(stem, '', extension)
  const id = tidy(image.id).slice(0, isUuid(image.id) ? 8 : shownOfId)
  yield fitted(stem, ` (${id})`, extension)
  for (let number = 2; ; number += 1) yield fitted(stem, ` (${id}, ${number})`, extension)
}

const isUuid = (id: string) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id)

/** No folder in front, whichever system wrote it. */
const lastPart = (name: string) => tidy(name.slice(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1))

const tidy = (text: string) =>
  text
    .toWellFormed()
    .normalize('NFC')
    .replace(unseen, '')
    .replace(unsafe, '_')
    .replace(/^[\s.]+|[\s.]+$/g, '')

function splitName(name: string, type: string): { stem: string; extension: string } {
  const dot = name.lastIndexOf('.')
  const [stem, own] = dot > 0 ? [name.slice(0, dot), name.slice(dot + 1)] : [name, '']
  const right = extensions[type.split(';')[0]?.trim().toLowerCase() ?? '']
  const isOwnRight = right === undefined ? own !== '' : right.includes(own.toLowerCase())
  if (isOwnRight) return { stem, extension: `.${own}` }
  // “dune.v2” keeps its end; “dune.heic” that came as JPEG does not.
  const whole = anyExtension.has(own.toLowerCase()) ? stem : name
  return { stem: whole, extension: right?.[0] === undefined ? '' : `.${right[0]}` }
}

function fitted(stem: string, mark: string, extension: string): string {
  const end = mark + cut(extension, mostBytes / 4)
  const kept = cut(stem, mostBytes - bytesOf(end) - 1).replace(/[\s.]+$/, '')
  const safe = device.test(kept.split('.')[0]?.trim() ?? '') || kept === '' ? `_${kept}` : kept
  const name = (safe + end).normalize('NFC').replace(/[\s.]+$/, '')
  return name.toLowerCase() === manifestName ? `_${name}` : name
}

const bytesOf = (text: string) => new TextEncoder().encode(text).length

function cut(text: string, most: number): string {
  let kept = ''
  let bytes = 0
  for (const letter of text) {
    bytes += bytesOf(letter)
    if (bytes > most) break
    kept += letter
  }
  return kept
}
