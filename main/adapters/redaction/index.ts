import type { Redaction } from '../../engine/ports.ts'
import { isSecretName, redactText, removed } from './redact-text.ts'
import { hidePhotoNames, shortenPathsIn } from './shorten-path.ts'

/** Shorter ones are words like any others. */
const leastSecret = 8

/** The one place that takes out secrets: those it was told by their very letters, and all that look like one. */
export function createRedaction(): Redaction {
  let known: readonly string[] = []

  function redact(text: string): string {
    let left = text
    for (const secret of known) left = left.replaceAll(secret, removed)
    return redactText(left)
  }

  return {
    hide(secret) {
      if (secret.length < leastSecret) return
      const spellings = [secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1)]
      // One may hold another: the longest goes first.
      known = [...new Set([...known, ...spellings])].toSorted((a, b) => b.length - a.length)
    },
    redact: value => eachText(value, redact),
    shorten: value => eachText(value, text => shortenPathsIn(redact(text))),
    anonymise: value => eachText(value, text => hidePhotoNames(shortenPathsIn(redact(text)))),
  }
}

/** The same value with every text in it changed, names of fields included; errors opened up, what stands under a secret name left out. */
function eachText<T>(value: T, change: (text: string) => string): T {
  const seen = new Set<object>()

  function changed(one: unknown): unknown {
    if (typeof one === 'string') return change(one)
    if (typeof one === 'bigint') return one.toString()
    if (typeof one !== 'object' || one === null) return one
    if (seen.has(one)) throw new TypeError('it holds itself')
    seen.add(one)
    const copy = Array.isArray(one) ? one.map(changed) : Object.fromEntries(Object.entries(opened(one)).map(field))
    seen.delete(one)
    return copy
  }

  function field([name, inside]: [string, unknown]): [string, unknown] {
    const isSecret = isSecretName(name) && inside !== null && inside !== undefined
    return [change(name), isSecret ? removed : changed(inside)]
  }

  // Texts stay texts, lists lists, and fields fields.
  return changed(value) as T
}

function opened(one: object): object {
  if (!(one instanceof Error)) return 'toJSON' in one ? { json: JSON.stringify(one) } : one
  const { name, message, stack, cause } = one
  return { name, message, stack, cause }
}
