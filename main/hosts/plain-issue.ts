import type { z } from 'zod'

/** What an input must be, in words a person reads; where the contract says it in its own, those stand. */
export function plainIssue(issue: z.core.$ZodRawIssue): string {
  if (issue.input === undefined) return 'It is missing.'
  switch (issue.code) {
    case 'invalid_type':
      return `It must be ${kindWords[issue.expected] ?? 'something else'}.`
    case 'too_small':
      return `It must be ${measure(issue.origin, issue.inclusive === false ? 'more than' : 'at least', Number(issue.minimum))}.`
    case 'too_big':
      return `It must be ${measure(issue.origin, issue.inclusive === false ? 'less than' : 'at most', Number(issue.maximum))}.`
    case 'invalid_value':
      return `It must be one of ${issue.values.map(String).join(', ')}.`
    case 'invalid_format':
      return issue.format === 'url' ? 'It must be a web address (https://…).' : 'It is not written as it must be.'
    case 'unrecognized_keys':
      return `There is no setting ${issue.keys.join(', ')} here.`
    default:
      return 'It cannot be read.'
  }
}

const kindWords: Partial<Record<string, string>> = {
  number: 'a number',
  int: 'a whole number',
  string: 'text',
  boolean: 'yes or no',
  array: 'a list',
  record: 'names with values',
  object: 'a group of named values',
}

function measure(origin: string, bound: string, limit: number): string {
  const size = limit.toLocaleString('en-US')
  if (origin === 'string') return `${bound} ${size} character${limit === 1 ? '' : 's'} long`
  if (origin === 'array') return `a list of ${bound} ${size}`
  return `${bound} ${size}`
}

const fieldWords: Partial<Record<string, string>> = {
  accountId: 'account id',
  baseUrl: 'base URL',
  bytesPerSecond: 'rate',
  concurrency: 'number at once',
  settleMs: 'settle time',
  onlyAfter: 'only-after date',
}

/** The name of an input's field in words: `account.accountId` is “The account id”. */
export function fieldName(path: readonly PropertyKey[]): string {
  const field = path.findLast(part => typeof part === 'string' && part !== '')
  if (typeof field !== 'string') return 'The command'
  return `The ${fieldWords[field] ?? field.replace(/[A-Z]/g, letter => ` ${letter.toLowerCase()}`)}`
}

/** A sentence: with a capital and a full stop. */
export const asSentence = (text: string): string =>
  `${text.slice(0, 1).toUpperCase()}${text.slice(1)}${/[.!?]$/.test(text) ? '' : '.'}`
