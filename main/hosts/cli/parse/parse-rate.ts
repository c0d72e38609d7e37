import { InvalidArgumentError } from 'commander'

const bytesPer: Record<string, number> = {
  kbit: 125,
  mbit: 125_000,
  gbit: 125_000_000,
  kb: 1_000,
  mb: 1_000_000,
  '': 1,
}

/** Bytes per second of `5mbit`, `500kbit`, `2MB`, `1000000`; `none` stays a word, since commander takes null for nothing given. */
export function parseRate(text: string): number | 'none' {
  if (text.toLowerCase() === 'none') return 'none'
  const [, number = '', unit = ''] = /^(\d+(?:\.\d+)?)\s*([a-z]*)$/i.exec(text) ?? []
  const factor = bytesPer[unit.toLowerCase()]
  const rate = factor === undefined || number === '' ? NaN : Math.round(Number(number) * factor)
  if (!(rate >= 1_000))
    throw new InvalidArgumentError('Write 5mbit, 500kbit, 2MB (per second) or none; at least 8kbit.')
  return rate
}
