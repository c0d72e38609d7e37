import { setTimeout } from 'node:timers/promises'

/** Looks again and again until it is so; after `deadlineMs` says what it waited for. */
export async function until(what: string, isSo: () => boolean | Promise<boolean>, deadlineMs = 10_000): Promise<void> {
  const end = Date.now() + deadlineMs
  while (!(await isSo())) {
    if (Date.now() > end) throw new Error(`waited ${deadlineMs} ms in vain: ${what}`)
    await setTimeout(10)
  }
}
