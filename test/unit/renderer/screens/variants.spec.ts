import { describe, expect, it } from 'vitest'
import { fitPhoto, type Outcome } from '../../../../preload/contract/index.ts'
import { chooseVaried } from '../../../../renderer/screens/variants/choose-varied.ts'
import { createPictureShelf } from '../../../../renderer/screens/variants/picture-shelf.ts'
import { warningsOf } from '../../../../renderer/screens/variants/warnings-of.ts'

describe('the photos on the wall, before anybody chooses', () => {
  const sizes: Readonly<Record<string, { width: number; height: number } | null>> = {
    wide1: { width: 3, height: 2 },
    wide2: { width: 3, height: 2 },
    wide3: { width: 3, height: 2 },
    away: null,
    tall: { width: 2, height: 3 },
    square: { width: 2, height: 2 },
    panorama: { width: 4, height: 1 },
  }
  const choose = (names: string[], count: number) => chooseVaried(names, name => sizes[name] ?? null, count)

  it('have every shape there is, and are else the newest', () => {
    expect(choose(['wide1', 'wide2', 'wide3', 'tall', 'square', 'panorama'], 5)).toEqual([
      'wide1',
      'wide2',
      'tall',
      'square',
      'panorama',
    ])
  })

  it('are the newest where no shape is known, and no more than there are', () => {
    expect(choose(['away', 'wide1', 'wide2'], 2)).toEqual(['away', 'wide1'])
    expect(choose(['away'], 5)).toEqual(['away'])
    expect(choose([], 5)).toEqual([])
  })
})

describe('the warnings of a cell', () => {
  const original = { width: 1200, height: 800 }
  const kinds = (fit: 'cover' | 'contain' | 'scale-down', width: number, height: number, isOpen = false) =>
    warningsOf({
      fitted: fitPhoto(original, { fit, width, height }),
      isPrivate: isOpen,
      alwaysPublic: isOpen,
    }).map(({ kind }) => kind)

  it('name what is enlarged, cut off, too large, and open to anybody', () => {
    expect(kinds('contain', 2400, 2400)).toEqual(['enlarged'])
    expect(kinds('cover', 400, 400)).toEqual(['cutOff'])
    expect(kinds('cover', 12_000, 12_000, true)).toEqual(['openPrivate', 'tooLarge', 'enlarged', 'cutOff'])
    expect(kinds('scale-down', 5_000, 5_000)).toEqual([])
  })

  it('say nothing of what rounding to whole pixels does', () => {
    expect(kinds('cover', 599, 400)).toEqual([])
    expect(kinds('contain', 1201, 801)).toEqual([])
  })
})

describe('the shelf of pictures', () => {
  const aPicture = (bytes: number): Outcome<Blob> => ({ ok: true, value: new Blob([new Uint8Array(bytes)]) })
  const never = new AbortController().signal

  it('fetches each picture once, and tells how many bytes came', async () => {
    const asked: string[] = []
    const shelf = createPictureShelf(async address => {
      asked.push(address)
      return aPicture(7)
    })

    const first = await shelf.fetch('/a', never)
    await shelf.fetch('/a', never)

    expect(first).toMatchObject({ ok: true, value: { bytes: 7 } })
    expect(shelf.find('/a')).toMatchObject({ bytes: 7 })
    expect([asked, shelf.find('/b')]).toEqual([['/a'], undefined])
  })

  it('uses three lines at most, and those who go away wait no longer', async () => {
    const open: (() => void)[] = []
    const asked: string[] = []
    const shelf = createPictureShelf(async address => {
      asked.push(address)
      await new Promise<void>(resolve => open.push(resolve))
      return aPicture(1)
    })
    const leaving = new AbortController()
    const fetches = ['/1', '/2', '/3'].map(address => shelf.fetch(address, never))
    const left = shelf.fetch('/4', leaving.signal)
    const last = shelf.fetch('/5', never)
    await expect.poll(() => asked).toEqual(['/1', '/2', '/3'])

    leaving.abort()
    expect(await left).toEqual({ ok: false, problem: { code: 'interrupted' } })
    open[0]?.()
    await fetches[0]
    await expect.poll(() => asked).toEqual(['/1', '/2', '/3', '/5'])
    for (const finish of open) finish()

    expect((await last).ok).toBe(true)
  })

  it('keeps nothing of what was refused', async () => {
    const answers: Outcome<Blob>[] = [{ ok: false, problem: { code: 'offline', host: 'x' } }, aPicture(3)]
    const shelf = createPictureShelf(async () => answers.shift() ?? aPicture(0))

    expect(await shelf.fetch('/a', never)).toMatchObject({ ok: false })
    expect(await shelf.fetch('/a', never)).toMatchObject({ ok: true, value: { bytes: 3 } })
  })
})
