import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { copyLikeACard } from '../../../main/hosts/cli/demo/copy-like-a-card.ts'
import { makeShoot } from '../../../main/hosts/cli/demo/make-shoot.ts'
import { shootPlan } from '../../../main/hosts/cli/demo/shoot-plan.ts'
import { anInspector, rulesOf } from '../../fixtures/inspect-bytes.ts'

async function aFolder() {
  const path = await mkdtemp(join(tmpdir(), 'hotfolder-shoot-'))
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true }) }
}

describe('the shoot of the demo', () => {
  it('plans 24 shots of 12 to 24 megapixels, one of each fault', () => {
    const kinds = shootPlan.map(shot => shot.kind)

    expect(shootPlan).toHaveLength(24)
    for (const kind of ['truncated', 'copy-of-the-one-before', 'over-the-limit', 'text'] as const)
      expect(kinds.filter(other => other === kind)).toHaveLength(1)
    expect(new Set(shootPlan.map(shot => shot.orientation))).toEqual(new Set([1, 3, 6, 8]))
    expect(shootPlan.every(({ width, height }) => width * height >= 12e6 && width * height <= 24e6)).toBe(true)
  })

  it('makes files that come out as it says', { timeout: 60_000 }, async () => {
    await using folder = await aFolder()
    await using inspector = await anInspector()
    const steps: string[] = []

    const { photos } = await makeShoot(folder.path, (made, of) => steps.push(`${made}/${of}`), [7, 11, 12, 16, 17, 21])

    expect(steps).toEqual(['1/6', '2/6', '3/6', '4/6', '5/6', '6/6'])
    expect(photos.map(photo => photo.expect)).toEqual(['held', 'delivered', 'duplicate', 'delivered', 'held', 'held'])
    for (const { path, rule, width, height, orientation } of photos) {
      const inspection = await inspector.inspectFile(path)
      const size = (await stat(path)).size
      if (rule === 'too-many-bytes') expect(size).toBeGreaterThan(10_000_000)
      else expect(size).toBeLessThan(10_000_000)
      expect(rulesOf(inspection)).toEqual(rule === undefined || rule === 'too-many-bytes' ? [] : [rule])
      if (width > 0) expect(inspection.facts).toMatchObject({ width, height, orientation, camera: 'Hotfolder HF-1' })
    }
  })

  it('has twins of the same bytes that name each other, camera EXIF, position and wide colours', async () => {
    await using folder = await aFolder()
    await using inspector = await anInspector()

    const { photos } = await makeShoot(folder.path, undefined, [11, 12, 16])

    const [one, other, wide] = photos
    if (!one || !other || !wide) throw new Error('a shot is missing')
    expect([one.twin, other.twin]).toEqual([other.path, one.path])
    expect((await readFile(one.path)).equals(await readFile(other.path))).toBe(true)
    expect((await inspector.inspectFile(wide.path)).facts).toMatchObject({
      hasPosition: true,
      hasProfile: true,
      takenAt: Date.UTC(2025, 5, 14, 8, 0, 16 * 37),
    })
    const profileOf = async ({ path }: { path: string }) => (await sharp(path).metadata()).icc
    expect(await profileOf(wide)).not.toEqual(await profileOf(one))
  })
})

describe('copying like a card', () => {
  it('copies every file with its time', async () => {
    await using folder = await aFolder()
    const [from, to] = [join(folder.path, 'card'), join(folder.path, 'watched')]
    const { photos } = await makeShoot(from, undefined, [21])
    const source = photos[0]?.path ?? ''
    await writeFile(join(from, 'big.bin'), Buffer.alloc(1_300_000, 7))

    const written = await copyLikeACard(from, to, new AbortController().signal)

    expect(written).toEqual([join(to, 'DCIM/100HOTFO/_HF_0021.JPG'), join(to, 'big.bin')])
    expect((await stat(join(to, 'DCIM/100HOTFO/_HF_0021.JPG'))).mtimeMs).toBe((await stat(source)).mtimeMs)
    expect((await stat(join(to, 'big.bin'))).size).toBe(1_300_000)
  })

  it('stops when told', async () => {
    await using folder = await aFolder()
    await makeShoot(folder.path, undefined, [21])

    const copied = copyLikeACard(folder.path, join(folder.path, 'to'), AbortSignal.abort(new Error('stopped')))

    await expect(copied).rejects.toThrow('stopped')
  })
})
