import { mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { fail, succeed, type Outcome } from '../../preload/contract/index.ts'
import { isDamage, problemOfSqlite } from './sqlite-queue-store/problem-of-sqlite.ts'

/** Where our files live while we hold the lock. */
export type HomeFolder = {
  path: string
  file(...parts: string[]): string
  release(): void
}

/** Makes the folder, proves it writable and takes its lock, which the system releases however we end. */
export function openHomeFolder(path: string): Outcome<HomeFolder> {
  const home = resolve(path)
  const file = (...parts: string[]) => join(home, ...parts)
  try {
    mkdirSync(home, { recursive: true, mode: 0o700 })
    const proof = file(`.writable-${process.pid}`)
    writeFileSync(proof, 'yes\n')
    rmSync(proof)
    const lock = lockAt(file('lock.sqlite'))
    let held = true
    return succeed({
      path: home,
      file,
      release() {
        if (held) lock.close()
        held = false
      },
    })
  } catch (error) {
    if (isFile(home)) return fail({ code: 'home-unusable', path: home, detail: 'it is a file, not a folder' })
    const detail = error instanceof Error ? error.message : String(error)
    const problem = problemOfSqlite(error, file('lock.sqlite'))
    if (problem?.code === 'disk-full') return fail({ code: 'disk-full', path: home })
    return fail(problem ?? { code: 'home-unusable', path: home, detail })
  }
}

function isFile(path: string): boolean {
  try {
    return statSync(path).isFile()
  } catch {
    // Whatever hides it is the trouble we were going to tell.
    return false
  }
}

function lockAt(path: string): DatabaseSync {
  try {
    return exclusive(path)
  } catch (error) {
    if (!isDamage(error)) throw error
    // It holds nothing but the lock.
    rmSync(path, { force: true })
    return exclusive(path)
  }
}

function exclusive(path: string): DatabaseSync {
  const lock = new DatabaseSync(path, { timeout: 0 })
  try {
    lock.exec('PRAGMA journal_mode = MEMORY')
    lock.exec('BEGIN EXCLUSIVE')
    return lock
  } catch (error) {
    lock.close()
    throw error
  }
}
