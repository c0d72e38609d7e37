import { InvalidArgumentError } from 'commander'
import { ImageMetadata } from '../../../../preload/contract/index.ts'

/** Adds `key=text` or `key:=JSON` (numbers, true, false, lists) to what was given before. */
export function parseMetadata(text: string, before: ImageMetadata = {}): ImageMetadata {
  const cut = text.indexOf('=')
  const isJson = text[cut - 1] === ':'
  const key = text.slice(0, isJson ? cut - 1 : cut).trim()
  if (cut < 0 || key === '') throw new InvalidArgumentError('Write key=text, or key:=4 for a number, true or false.')
  // JavaScript has a use of its own for this name, and JSON readers drop it.
  if (key === '__proto__') throw new InvalidArgumentError('Choose another name for it.')
  const value = text.slice(cut + 1)
  return checked({ ...before, [key]: isJson ? parsed(value) : value })
}

/** The whole metadata as one JSON object. */
export const parseMetadataObject = (text: string): ImageMetadata => checked(parsed(text))

function checked(value: unknown): ImageMetadata {
  const read = ImageMetadata.safeParse(value)
  if (read.success) return read.data
  const [issue] = read.error.issues
  throw new InvalidArgumentError(
    issue?.code === 'custom' ? `Shorten it: ${issue.message}.` : 'Write a JSON object: {"album":"Wedding","stars":4}.',
  )
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch (error) {
    throw new InvalidArgumentError(`That is no JSON: ${error instanceof Error ? error.message : String(error)}.`)
  }
}
