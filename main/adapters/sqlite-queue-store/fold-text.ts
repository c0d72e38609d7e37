import { foldText, type Image } from '../../../preload/contract/index.ts'

/** What a file can be found by: its name. */
export const wordsOfPath = (path: string): string =>
  foldText(path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1))

/** Everything an image can be found by: its name, id, creator and the values of its metadata. */
export function wordsOf({ filename, id, creator, metadata }: Image): string {
  return foldText([filename ?? '', id, creator ?? '', ...valuesIn(metadata)].join('\n'))
}

function valuesIn(value: unknown): string[] {
  if (typeof value === 'object' && value !== null) return Object.values(value).flatMap(valuesIn)
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? [String(value)] : []
}
