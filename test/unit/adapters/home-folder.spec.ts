import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { defaultHomeFolder } from '../../../main/adapters/default-home-folder.ts'
import { openHomeFolder, type HomeFolder } from '../../../main/adapters/home-folder.ts'
import { tempFolder } from './open-store.ts'

function held(path: string): HomeFolder {
  const home = openHomeFolder(path)
  if (!home.ok) throw new Error(JSON.stringify(home.problem))
  return home.value
}

describe('the home folder', () => {
  it('is made for its owner alone, and names files in it', () => {
    using temp = tempFolder()
    const path = join(temp.path, 'a', 'home')

    const home = held(path)

    expect(home.path).toBe(path)
    expect(home.file('spool', 'x.jpg')).toBe(join(path, 'spool', 'x.jpg'))
    if (process.platform !== 'win32') expect(statSync(path).mode & 0o777).toBe(0o700)
    expect(readdirSync(path)).toEqual(['lock.sqlite'])
    home.release()
  })

  it('serves one engine at a time', () => {
    using temp = tempFolder()
    const first = held(temp.path)

    expect(openHomeFolder(temp.path)).toEqual({ ok: false, problem: { code: 'already-running', home: temp.path } })

    first.release()
    first.release()
    held(temp.path).release()
  })

  it('is free again when the one who held it was killed', async () => {
    using temp = tempFolder()
    const program = `
      import { openHomeFolder } from ${JSON.stringify(join(import.meta.dirname, '../../../main/adapters/home-folder.ts'))}
      console.log(openHomeFolder(${JSON.stringify(temp.path)}).ok)
      setInterval(() => {}, 1000)`
    const child = spawn(process.execPath, ['--input-type=module', '--eval', program], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const ended = once(child, 'exit')
    const [said] = await once(child.stdout, 'data')
    expect(String(said)).toBe('true\n')
    expect(openHomeFolder(temp.path)).toMatchObject({ ok: false, problem: { code: 'already-running' } })

    child.kill('SIGKILL')
    await ended

    held(temp.path).release()
  })

  it('gets over a damaged lock file', () => {
    using temp = tempFolder()
    writeFileSync(join(temp.path, 'lock.sqlite'), 'no lock '.repeat(100))

    held(temp.path).release()
  })

  it('that cannot be one is a clear problem', () => {
    using temp = tempFolder()
    const file = join(temp.path, 'file')
    writeFileSync(file, '')

    expect(openHomeFolder(file)).toEqual({
      ok: false,
      problem: { code: 'home-unusable', path: file, detail: 'it is a file, not a folder' },
    })
    expect(openHomeFolder(join(file, 'below'))).toMatchObject({ ok: false, problem: { code: 'home-unusable' } })
  })
})

describe('where the home folder is by default', () => {
  it.each([
    [{ HOTFOLDER_HOME: '/x' }, 'linux', '/home/ann', '/x'],
    [{}, 'linux', '/home/ann', '/home/ann/.local/share/hotfolder'],
    [{ XDG_DATA_HOME: '/srv/files' }, 'linux', '/home/ann', '/srv/files/hotfolder'],
    [{ XDG_DATA_HOME: 'relative' }, 'linux', '/home/ann', '/home/ann/.local/share/hotfolder'],
    [{}, 'darwin', '/Users/ann', '/Users/ann/Library/Application Support/Hotfolder'],
    [
      { LOCALAPPDATA: 'C:\\Users\\ann\\AppData\\Local' },
      'win32',
      'C:\\Users\\ann',
      'C:\\Users\\ann\\AppData\\Local\\Hotfolder',
    ],
    [{}, 'win32', 'C:\\Users\\ann', 'C:\\Users\\ann\\AppData\\Local\\Hotfolder'],
  ])('%j on %s', (env, platform, osHome, expected) => {
    expect(defaultHomeFolder(env, platform, osHome)).toBe(expected)
  })
})
