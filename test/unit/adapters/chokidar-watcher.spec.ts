import {
  appendFileSync,
  chmodSync,
  mkdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { setImmediate, setTimeout } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { AWatchedFolder, photosOnly, watchesHeld } from './a-watched-folder.ts'
import { until } from './until.ts'

const numbered = (count: number, directory = '') =>
  Array.from({ length: count }, (_, number) => join(directory, `IMG_${number}.jpg`))

describe('what is there when watching begins', () => {
  it('is neither told nor asked about', async () => {
    await using folder = new AWatchedFolder({ photos: [...numbered(20), ...numbered(20, 'day 1/late')] })

    const ready = await folder.ready()

    expect(ready).toEqual({ ok: true, value: undefined })
    expect(await folder.quiet()).toEqual([])
    expect(folder.asked.filter(path => path.includes('IMG_'))).toEqual([])
  })

  it('costs one watch per directory and none per file, also after changes', async () => {
    const before = watchesHeld()
    await using folder = new AWatchedFolder({ photos: [...numbered(20), ...numbered(20, 'a'), ...numbered(20, 'a/b')] })
    await folder.ready()
    const expected = process.platform === 'linux' ? 3 : 0

    const atFirst = watchesHeld() - before
    for (const name of numbered(20, 'a')) appendFileSync(join(folder.root, name), 'more')
    await folder.quiet()

    expect(atFirst).toBe(expected)
    expect(watchesHeld() - before).toBe(expected)
  })
})

describe('a known photo', () => {
  it('is told when bytes are appended', async () => {
    await using folder = new AWatchedFolder({ photos: ['day 1/a.jpg', 'day 1/b.jpg'] })
    await folder.ready()

    appendFileSync(join(folder.root, 'day 1/a.jpg'), 'more')
    await folder.told('day 1/a.jpg')

    expect(folder.found).toEqual(['day 1/a.jpg'])
  })

  it('is told when it is rewritten with as many bytes', async () => {
    await using folder = new AWatchedFolder()
    folder.know(folder.write('a.jpg', 'first'))
    await folder.ready()

    await setTimeout(20)
    folder.write('a.jpg', 'other')

    await folder.told('a.jpg')
  })

  it('is told when it is replaced by a rename, and when it is deleted and written anew', async () => {
    await using folder = new AWatchedFolder({ photos: ['a.jpg', 'b.jpg'] })
    await folder.ready()

    await setTimeout(20)
    folder.write('a.jpg.tmp', 'an export under a temporary name')
    renameSync(join(folder.root, 'a.jpg.tmp'), join(folder.root, 'a.jpg'))
    unlinkSync(join(folder.root, 'b.jpg'))
    folder.write('b.jpg', 'new')

    await folder.told('a.jpg')
    await folder.told('b.jpg')
    expect(folder.found).toEqual(['a.jpg', 'b.jpg'])
  })

  it('is not told when only its permissions change', async () => {
    await using folder = new AWatchedFolder({ photos: ['a.jpg'] })
    await folder.ready()

    chmodSync(join(folder.root, 'a.jpg'), 0o600)

    expect(await folder.quiet()).toEqual([])
  })

  it('is told again once it is known in its new state and changes once more', async () => {
    await using folder = new AWatchedFolder({ photos: ['a.jpg'] })
    await folder.ready()
    appendFileSync(join(folder.root, 'a.jpg'), 'more')
    await folder.told('a.jpg')
    folder.know(join(folder.root, 'a.jpg'))

    await setTimeout(20)
    truncateSync(join(folder.root, 'a.jpg'), 1)

    await folder.told('a.jpg')
  })
})

describe('a new photo', () => {
  it('is told with the stamp it ends with', async () => {
    await using folder = new AWatchedFolder()
    await folder.ready()

    folder.write('a.jpg', '')
    for (let part = 0; part < 20; part += 1) {
      appendFileSync(join(folder.root, 'a.jpg'), Buffer.alloc(10_000, part))
      await setTimeout(5)
    }

    await folder.told('a.jpg')
  })

  it('is told when its temporary name gives way to the real one, and only then', async () => {
    await using folder = new AWatchedFolder()
    await folder.ready()

    folder.write('day 1/a.crdownload')
    await folder.quiet()
    renameSync(join(folder.root, 'day 1/a.crdownload'), join(folder.root, 'day 1/a.jpg'))
    await folder.told('day 1/a.jpg')

    expect(folder.found.filter(path => !path.startsWith('last-'))).toEqual(['day 1/a.jpg'])
  })

  it('is told when it is moved in from elsewhere, alone or in a folder', async () => {
    await using folder = new AWatchedFolder()
    mkdirSync(join(folder.elsewhere, 'card/DCIM/100'), { recursive: true })
    writeFileSync(join(folder.elsewhere, 'card/DCIM/100/a.jpg'), 'a')
    writeFileSync(join(folder.elsewhere, 'card/b.jpg'), 'b')
    writeFileSync(join(folder.elsewhere, 'c.jpg'), 'c')
    await folder.ready()

    renameSync(join(folder.elsewhere, 'card'), join(folder.root, 'card'))
    renameSync(join(folder.elsewhere, 'c.jpg'), join(folder.root, 'c.jpg'))

    await until('all three are told', () => folder.found.length === 3)
    expect(folder.found).toEqual(['c.jpg', 'card/DCIM/100/a.jpg', 'card/b.jpg'])
  })

  it('is told in a folder made a moment before, and in one renamed, deleted or made anew', async () => {
    await using folder = new AWatchedFolder({ photos: ['day 1/a.jpg', 'day 2/b.jpg'] })
    await folder.ready()

    folder.write('new/newer/newest/c.jpg')
    rmSync(join(folder.root, 'day 1'), { recursive: true })
    folder.write('day 1/d.jpg')
    renameSync(join(folder.root, 'day 2'), join(folder.root, 'day 3'))
    const expected = ['day 1/d.jpg', 'day 3/b.jpg', 'new/newer/newest/c.jpg']
    await until('they are told', () => expected.every(path => folder.found.includes(path)))
    folder.write('day 1/later.jpg')
    folder.write('day 3/later.jpg')
    folder.write('new/newer/later.jpg')

    for (const path of ['day 1/later.jpg', 'day 3/later.jpg', 'new/newer/later.jpg']) await folder.told(path)
  })

  it('is told out of five hundred at once, in one folder and in many', async () => {
    await using folder = new AWatchedFolder({ photos: numbered(100, 'day 1') })
    await folder.ready()
    const burst = [
      ...Array.from({ length: 500 }, (_, number) => `day 1/new-${number}.jpg`),
      ...Array.from({ length: 200 }, (_, number) => `day 2/${number % 20}/new-${number}.jpg`),
    ]

    for (const photo of burst) folder.write(photo)

    await until('all are told', () => folder.found.length >= burst.length)
    expect(folder.found).toEqual(burst.sort())
  })

  it('is told in a folder that was away for a while', async () => {
    await using folder = new AWatchedFolder({ photos: ['day 1/a.jpg', 'day 1/late/b.jpg', 'z.jpg'] })
    await folder.ready()

    rmSync(join(folder.root, 'day 1'), { recursive: true })
    // Nothing is created meanwhile, so that the disk may use the same number again for the new folder.
    appendFileSync(join(folder.root, 'z.jpg'), 'more')
    await folder.told('z.jpg')
    folder.write('day 1/c.jpg')
    folder.write('day 1/late/d.jpg')
    await folder.told('day 1/c.jpg')
    await folder.told('day 1/late/d.jpg')
    folder.write('day 1/later.jpg')
    folder.write('day 1/late/later.jpg')

    await folder.told('day 1/later.jpg')
    await folder.told('day 1/late/later.jpg')
  })

  it('is told when it comes while watching is only beginning, in a new folder or an old one', async () => {
    await using folder = new AWatchedFolder({
      photos: Array.from({ length: 400 }, (_, number) => `day ${number}/a.jpg`),
    })
    const first = watchesHeld()
    const watch = folder.begin()

    // What comes before the root is followed belongs to the crawl.
    while (process.platform === 'linux' && watchesHeld() === first) await setImmediate()
    const written: string[] = []
    for (let round = 0; round < 50; round += 1) {
      written.push(`new ${written.length}/below/a.jpg`, `new ${written.length}/b.jpg`, `c ${written.length}.jpg`)
      for (const photo of written.slice(-3)) folder.write(photo)
      await setImmediate()
    }

    expect(await watch.ready).toEqual({ ok: true, value: undefined })
    await until('all are told', () => folder.found.length >= written.length)
    expect(folder.found).toEqual(written.sort())
  })

  it('is told behind a link, and no link to a folder is entered', async () => {
    await using folder = new AWatchedFolder()
    writeFileSync(join(folder.elsewhere, 'a.jpg'), 'a')
    await folder.ready()

    symlinkSync(folder.elsewhere, join(folder.root, 'album'))
    symlinkSync('nowhere', join(folder.root, 'dangling.jpg'))
    symlinkSync(join(folder.elsewhere, 'a.jpg'), join(folder.root, 'link.jpg'))

    await until('the link is told', () => folder.found.includes('link.jpg'))
    expect(await folder.quiet()).toEqual(['link.jpg'])
  })
})

describe('what the rules ignore', () => {
  it('is never told, nor followed', async () => {
    const before = watchesHeld()
    await using folder = new AWatchedFolder({ photos: ['cache/old.jpg'] })
    await folder.ready()

    folder.write('cache/a.jpg')
    folder.write('new/cache/a.jpg')
    folder.write('notes.txt')

    expect(await folder.quiet()).toEqual([])
    expect(folder.asked.filter(path => path.includes('cache'))).toEqual([])
    expect(watchesHeld() - before).toBe(process.platform === 'linux' ? 2 : 0)
  })

  it('is all that lies in subfolders, where they are not followed', async () => {
    await using folder = new AWatchedFolder({ photos: ['old/a.jpg'], rules: { ...photosOnly, recursive: false } })
    await folder.ready()

    folder.write('old/b.jpg')
    folder.write('new/c.jpg')

    expect(await folder.quiet()).toEqual([])
  })
})

describe('deletion', () => {
  it('is not told, and no other photo is looked at for it', async () => {
    await using folder = new AWatchedFolder({ photos: numbered(400, 'day 1') })
    await folder.ready()

    for (const photo of numbered(200, 'day 1')) unlinkSync(join(folder.root, photo))
    folder.write('day 1/a.xmp')
    unlinkSync(join(folder.root, 'day 1/a.xmp'))

    expect(await folder.quiet()).toEqual([])
    expect(folder.asked.filter(path => path.includes('IMG_'))).toEqual([])
  })

  it('of the root ends nothing, and what comes back is heard', async () => {
    await using folder = new AWatchedFolder({ photos: ['day 1/a.jpg'] })
    await folder.ready()

    rmSync(folder.root, { recursive: true })
    folder.write('day 1/b.jpg')

    await folder.told('day 1/b.jpg')
    expect(folder.news.filter(news => news.kind === 'deaf')).toEqual([])
  })
})
