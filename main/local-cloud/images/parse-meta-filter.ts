import { limits } from '../limits.ts'
import type { MetaFilter } from './meta-filter.ts'

type Literal = string | number | boolean
type Parsed = { ok: true; filter: MetaFilter } | { ok: false; because: string }

const { levels, nameCharacters, values: mostValues } = limits.metaFilters
const name = `[A-Za-z0-9_]{1,${nameCharacters}}`
const shape = new RegExp(`^meta\\.(${name}(?:\\.${name}){0,${levels - 1}})\\[([a-z]+(?::[a-z]+)?)\\]$`)
const number = /^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/

/** Reads one parameter of the list's query: `meta.<path>[<operator>]=<value>` (images-api §2.13). */
export function parseMetaFilter(parameter: string, value: string): Parsed {
  const [, dotted = '', operator = ''] = shape.exec(parameter) ?? []
  const path = dotted.split('.')
  const no = (because: string): Parsed => ({ ok: false, because: `${parameter} ${because}` })
  const among = (literals: readonly (Literal | undefined)[], wanted: string): Parsed => {
    const known = literals.filter(literal => literal !== undefined)
    if (known.length < literals.length) return no(`takes ${wanted}`)
    return { ok: true, filter: { kind: 'among', path, values: known } }
  }
  const listed = (): string[] => value.split('|')
  const comparison = (sign: '>' | '>=' | '<' | '<='): Parsed => {
    const bound = toNumber(value)
    return bound === undefined ? no('takes a number') : { ok: true, filter: { kind: 'compared', path, sign, bound } }
  }

  if (operator.startsWith('in') && listed().length > mostValues) return no(`takes at most ${mostValues} values`)
  switch (operator) {
    case 'eq':
      return among(everyForm(value), 'a value')
    case 'eq:string':
      return among([value], 'text')
    case 'eq:number':
      return among([toNumber(value)], 'a number')
    case 'eq:boolean':
      return among([toBoolean(value)], 'true or false')
    case 'in':
      return among(listed().flatMap(everyForm), 'values')
    case 'in:string':
      return among(listed(), 'texts')
    case 'in:number':
      return among(listed().map(toNumber), 'numbers')
    case 'gt':
    case 'gt:number':
      return comparison('>')
    case 'gte':
    case 'gte:number':
      return comparison('>=')
    case 'lt':
    case 'lt:number':
      return comparison('<')
    case 'lte':
    case 'lte:number':
      return comparison('<=')
    default:
      return no('is no filter: write meta.<path>[<operator>]')
  }
}

// UNCONFIRMED: what an untyped `eq=5` means. It matches the text and the number (images-api §2.13).
const everyForm = (text: string): Literal[] =>
  [text, toNumber(text), toBoolean(text)].filter(literal => literal !== undefined)

function toNumber(text: string): number | undefined {
  const read = number.test(text) ? Number(text) : NaN
  return Number.isFinite(read) ? read : undefined
}

const toBoolean = (text: string): boolean | undefined => (text === 'true' ? true : text === 'false' ? false : undefined)
