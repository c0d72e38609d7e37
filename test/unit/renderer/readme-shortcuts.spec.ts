import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { allActions } from '../../../renderer/actions/all-actions.ts'
import { nameOfKey } from '../../../renderer/parts/name-of-key.ts'
import { en } from '../../../renderer/text/en.ts'

const readme = readFileSync(new URL('../../../README.md', import.meta.url), 'utf8')

/** Every key that stands for something in the window → what it does, with the words of the window. */
function keysOfTheWindow(): Map<string, Set<string>> {
  const { arrows, extend, selectAll } = en.frame
  const all = new Map<string, Set<string>>()
  const put = (key: string, label: string) => all.set(key, (all.get(key) ?? new Set()).add(label))
  for (const { name, keys } of allActions) for (const key of keys) put(nameOfKey(key, false), en.actions[name])
  put('↑ ↓', arrows)
  put('Shift+↑ ↓', extend)
  put('Ctrl+A', selectAll)
  return all
}

/** The rows of the README’s table of keys, as text: keys without their marks. */
const rowsOfTheReadme = () => {
  const [, table = ''] = /\n\| key +\| does +\|\n\|[ -|]+\|\n((?:\|.*\|\n)+)/.exec(readme) ?? []
  return table.split('\n').flatMap(line => {
    const [, keys, does] = /^\| (.+?) +\| (.+?) +\|$/.exec(line) ?? []
    return keys === undefined || does === undefined ? [] : [`${keys.replaceAll('`', '')}: ${does}`]
  })
}

describe('the table of keys in the README', () => {
  it('has a row for every key of the window, in its words, and no other', () => {
    const wanted = [...keysOfTheWindow()].map(([key, labels]) => `${key}: ${[...labels].join('; ')}`)

    expect(rowsOfTheReadme()).toEqual(wanted)
  })
})
