import { chmodSync, lstatSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createCanary } from '../../../main/adapters/chokidar-watcher/canary.ts'
import { stampOf } from '../../../main/adapters/chokidar-watcher/stamp-of.ts'
import { whyDeaf } from '../../../main/adapters/chokidar-watcher/why-deaf.ts'
import { AWatchedFolder, photosOnly } from './a-watched-folder.ts'
import { withoutPrivileges } from './without-privileges.ts'

describe('the canary', () => {
  it('proves that changes are heard, is never told and leaves nothing behind', async () => {
    await using folder = new AWatchedFolder({ rules: { ...photosOnly, ignores: () => false } })

    const ready = await folder.ready()

    expect(ready).toEqual({ ok: true, value: undefined })
    expect(await folder.quiet()).toEqual([])
    expect(folder.strays).toEqual([])
  })

  it('of a run that crashed is taken away at the next start', async () => {
    await using folder = new AWatchedFolder({ rules: { ...photosOnly, ignores: () => false } })
    folder.write('.hotfolder-canary-0b2c7a52-9f0e-4f1a-8d5c-2f6f1f3c9a10')

    await folder.ready()
    await folder.close()

    expect(folder.strays).toEqual([])
    expect(folder.found).toEqual([])
  })

  it('serves two watchers of one folder at the same time', async () => {
    await using folder = new AWatchedFolder()

    const watches = [folder.begin(), folder.begin(), folder.begin()]
    const ready = await Promise.all(watches.map(watch => watch.ready))
    await Promise.all(watches.map(watch => watch.close()))

    expect(ready.map(one => one.ok)).toEqual([true, true, true])
    expect(folder.strays).toEqual([])
  })

  it('that stays unheard says so when patience ends, and is taken away', async () => {
    await using folder = new AWatchedFolder()

    const heard = await createCanary(folder.root).prove(300, new AbortController().signal)

    expect(heard).toEqual({
      ok: false,
      problem: { code: 'unexpected', detail: 'a file written to try it stayed unheard for 0.3 s' },
    })
    expect(folder.strays).toEqual([])
  })

  it('cannot be written where we may not write: hearing is not proven, but what is heard is told', async () => {
    await using folder = new AWatchedFolder()
    chmodSync(folder.root, 0o555)

    const ready = await withoutPrivileges(() => folder.ready())
    chmodSync(folder.root, 0o755)

    expect(ready).toEqual({
      ok: false,
      problem: { code: 'unexpected', detail: 'we may not write there to try whether changes are told, EACCES' },
    })
    folder.write('a.jpg')
    await folder.told('a.jpg')
    expect(folder.strays).toEqual([])
  })
})

describe('a watch', () => {
  it('of a folder that is not there cannot hear, and says so', async () => {
    await using folder = new AWatchedFolder()
    rmSync(folder.root, { recursive: true })

    const ready = await folder.ready()

    expect(ready).toMatchObject({ ok: false, problem: { code: 'unexpected' } })
  })

  it('closed before it is ready is interrupted, tells nothing more and leaves nothing behind', async () => {
    await using folder = new AWatchedFolder({ photos: ['a.jpg'] })

    const watch = folder.begin()
    await folder.close()
    folder.write('b.jpg')

    expect(await watch.ready).toEqual({ ok: false, problem: { code: 'interrupted' } })
    expect(folder.news).toEqual([])
    expect(folder.strays).toEqual([])
  })

  it('goes on beside a directory that is closed to us', async () => {
    await using folder = new AWatchedFolder({ photos: ['closed/a.jpg', 'open/b.jpg'] })
    chmodSync(folder.root, 0o777)
    chmodSync(join(folder.root, 'closed'), 0o000)

    const ready = await withoutPrivileges(() => folder.ready())
    chmodSync(join(folder.root, 'closed'), 0o755)
    folder.write('open/c.jpg')
    await folder.told('open/c.jpg')

    expect(ready).toEqual({ ok: true, value: undefined })
    expect(folder.found).toEqual(['open/c.jpg'])
  })

  it('tells once that it is deaf when asking what is known fails, and throws nothing', async () => {
    await using folder = new AWatchedFolder({
      isKnown: () => {
        throw new Error('the database is closed')
      },
    })
    await folder.ready()

    folder.write('a.jpg')
    folder.write('b.jpg')
    await expect.poll(() => folder.news.length).toBe(1)

    expect(folder.news).toEqual([{ kind: 'deaf', because: 'the database is closed' }])
  })
})

describe('an error while watching', () => {
  const errorOf = (code: string) => Object.assign(new Error(`${code}: as the system says`), { code })

  it.each(['EACCES', 'EPERM', 'EBUSY', 'ENOENT', 'ELOOP'])('about one path is no deafness: %s', code => {
    expect(whyDeaf(errorOf(code))).toBeNull()
  })

  it.each([
    ['ENOSPC', 'the system follows no more folders; on Linux, raise fs.inotify.max_user_watches (ENOSPC)'],
    ['EMFILE', 'too many files are open (EMFILE)'],
    ['EINVAL', 'EINVAL: as the system says'],
  ])('about watching itself is: %s', (code, because) => {
    expect(whyDeaf(errorOf(code))).toBe(because)
  })
})

describe('a stamp', () => {
  it('is the same from small numbers and from big ones', async () => {
    await using folder = new AWatchedFolder({ photos: ['a.jpg'] })
    const path = join(folder.root, 'a.jpg')

    expect(stampOf(path, lstatSync(path, { bigint: true }))).toEqual(stampOf(path, lstatSync(path)))
  })
})
