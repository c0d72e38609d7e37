import { InvalidArgumentError } from 'commander'
import { grouped } from '../print/number.ts'

/** A reader of whole numbers within these bounds, both included. */
export const wholeNumber =
  (from: number, to: number) =>
  (text: string): number => {
    const number = Number(text)
    if (/^\d+$/.test(text) && number >= from && number <= to) return number
    const bounds =
      to === Number.MAX_SAFE_INTEGER ? `of at least ${grouped(from)}` : `from ${grouped(from)} to ${grouped(to)}`
    throw new InvalidArgumentError(`Give a whole number ${bounds}.`)
  }
