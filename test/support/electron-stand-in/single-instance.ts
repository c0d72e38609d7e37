import { readdirSync, readFileSync, renameSync, rmSync, watch, writeFileSync } from 'node:fs'
import { join } from 'node:path'

export type SecondStart = { argv: string[]; cwd: string; more: unknown }

/** Chromium’s own channel for a second start carries no more than this, in bytes. */
const most = 32_768

/** True for the first of a home; what later ones say reaches `hear`. */
export function lockInstance(home: string, more: unknown, hear: (second: SecondStart) => void): boolean {
  const lock = join(home, 'SingletonLock')
  const holder = Number(textOf(lock))
  if (Number.isInteger(holder) && holder > 0 && holder !== process.pid && isAlive(holder)) {
    const said = JSON.stringify({ argv: process.argv, cwd: process.cwd(), more } satisfies SecondStart)
    if (Buffer.byteLength(said) <= most) {
      const file = join(home, `second-${process.pid}`)
      writeFileSync(`${file}.part`, said)
      renameSync(`${file}.part`, `${file}.json`)
    }
    return false
  }
  writeFileSync(lock, String(process.pid))
  const look = () => {
    for (const name of readdirSync(home).filter(one => /^second-\d+\.json$/.test(one))) {
      const text = textOf(join(home, name))
      rmSync(join(home, name), { force: true })
      if (text !== '') hear(JSON.parse(text) as SecondStart)
    }
  }
  watch(home, look).unref()
  return true
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
