import type { EndedPhoto } from '../../../../preload/contract/index.ts'
import { megabytes } from './number.ts'
import { printable } from './printable.ts'
import { sentence } from './sentence.ts'
import { stateWords } from './state-words.ts'

/** One ended photo for a person. */
export function photoLine(photo: EndedPhoto): string {
  const head = `${stateWords[photo.state].padEnd(17)}  ${printable(photo.path)}`
  if (photo.problem !== null) return `${head}: ${sentence(photo.problem)}`
  const link = photo.links[0]
  return `${head}  ${megabytes(photo.bytes)}${link === undefined ? '' : `  ${printable(link)}`}`
}

/** One ended photo for a program: exactly the promised members. */
export function photoJson({ path, state, imageId, sha256, bytes, links, problem }: EndedPhoto): string {
  return JSON.stringify({ path, state, imageId, sha256, bytes, links, problem })
}
