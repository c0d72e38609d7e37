import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { extname } from 'node:path'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { decodeHeic } from '../../main/local-cloud/delivery/decode-heic.ts'
import { aWorld } from '../support/a-world.ts'

/** Real camera files lie beside a checkout of the team; elsewhere this suite has nothing to read. */
const photos = new URL('../../../shared/photos', import.meta.url).pathname
const isHere = existsSync(photos)
if (!isHere) console.log('skipped: real camera files, since ../shared/photos is not beside this checkout')

/** A small thumbprint of a picture, upright and in sRGB; two of the same picture differ by little. */
async function thumbprint(source: Buffer): Promise<Buffer> {
  return sharp(source)
    .autoOrient()
    .toColourspace('srgb')
    .flatten()
    .resize(16, 16, { fit: 'fill' })
    .removeAlpha()
    .raw()
    .toBuffer()
}

const difference = (a: Buffer, b: Buffer) =>
  a.reduce((sum, value, index) => sum + Math.abs(value - (b[index] ?? 0)), 0) / a.length

describe.runIf(isHere)('real camera files', () => {
  it('each end in one state, and every delivered link serves that file’s picture, upright', async () => {
    await using world = await aWorld()
    await world.start()
    let isOver = false
    world.engine.feed.listen(({ news }) => {
      if (news.kind === 'batchEnded') isOver = true
    })

    await world.engine.answers.addPhotos({ paths: [photos] })
    await world.until(() => isOver)

    const paths = world.ended.map(photo => photo.path)
    expect(new Set(paths).size).toBe(paths.length)
    expect(world.ended.filter(photo => photo.state === 'delivered').length).toBeGreaterThan(35)
    expect(world.ended.filter(photo => photo.state !== 'delivered' && photo.problem === null)).toEqual([])
    for (const photo of world.ended.filter(one => one.state === 'delivered')) {
      const answer = await fetch(photo.links[0] ?? '')
      expect(answer.status, photo.path).toBe(200)
      const served = Buffer.from(await answer.arrayBuffer())
      const isHeic = extname(photo.path).toLowerCase() === '.heic'
      const source = isHeic ? await decodeHeic(photo.path) : await readFile(photo.path)

      expect(difference(await thumbprint(served), await thumbprint(source)), photo.path).toBeLessThan(6)
    }
  }, 120_000)
})
