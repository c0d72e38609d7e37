import { execFile } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { promisify } from 'node:util'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { LocalCloud } from '../../../main/local-cloud/index.ts'
import { aDesk, type Desk } from './a-desk.ts'
import { bin } from './run-cli.ts'
import { putImage, putImages } from './put-image.ts'

let desk: Desk
let cloud: LocalCloud
let env: Record<string, string>
beforeEach(async () => {
  desk = aDesk()
  cloud = await desk.cloud()
  env = await desk.profileFor(cloud)
})
afterEach(() => desk.clear())

const there = () => cloud.images().map(image => image.id)
const read = <T>(lines: readonly string[]) => lines.map(line => JSON.parse(line) as T)

describe('deleting many images', { timeout: 60_000 }, () => {
  it('asks for their number, and takes no other', async () => {
    const proofs = await putImages(cloud, 7, { metadata: { album: 'Proofs' } })
    const other = await putImage(cloud)
    const filter = ['images', 'delete', '--meta', 'album=Proofs']

    const dry = await desk.inPerson([...filter, '--dry-run'], { env })
    const wrong = await desk.inPerson(filter, { env, answers: ['6'] })
    const declined = await desk.inPerson(filter, { env, answers: [''] })
    const mistaken = await desk.inPipe([...filter, '--confirm', '8'], { env })
    const alone = await desk.inPipe(filter, { env })
    expect(new Set(there())).toEqual(new Set([...proofs, other]))
    const right = await desk.inPerson(filter, { env, answers: ['7'] })

    expect([dry, wrong, declined, mistaken, alone, right].map(ended => ended.code)).toEqual([0, 2, 2, 2, 2, 0])
    expect(dry.lines).toHaveLength(8)
    expect(dry.lines.at(-1)).toBe('Dry run: 7 images would be deleted. Nothing was done.')
    expect(wrong.asked).toEqual(['Type 7 to delete them: '])
    expect(wrong.errors[0]).toBe('7 images on “studio”:')
    expect(wrong.errors.slice(1, 7).join('\n')).toMatch(/photo 6\.jpg[^]*photo 2\.jpg[^]*… and 2 more/)
    expect(wrong.errors.at(-2)).toBe('Links to them stop working. Files on this computer are not touched.')
    expect(wrong.errors.at(-1)).toBe('Nothing was deleted.')
    expect(mistaken.errors).toEqual(['--confirm says 8, but it must be 7. Nothing was deleted.'])
    expect(alone.errors.at(-1)).toBe('Nobody can be asked here; confirm it with: --confirm 7. Nothing was deleted.')
    expect(right.lines).toEqual(['7 images deleted.'])
    expect(there()).toEqual([other])
  })

  it('takes ids from another command, goes on after one that fails, and names it', async () => {
    const ids = await putImages(cloud, 5, { creator: 'Ada' })
    const listed = await desk.run(['images', 'list', '--creator', 'Ada', '--json'], { env })
    const input = `${listed.out}nosuch\n`

    const unconfirmed = await desk.inPipe(['images', 'delete', '-'], { env, input })
    expect(new Set(there())).toEqual(new Set(ids))
    const deleted = await desk.run(['images', 'delete', '-', '--confirm', '6', '--json'], { env, input })
    const none = await desk.inPipe(['images', 'delete', '-'], { env })

    expect(unconfirmed).toMatchObject({ code: 2, lines: [] })
    expect(deleted.code).toBe(1)
    const lines = read<{ imageId?: string; problem?: { code: string } | null; summary?: unknown }>(deleted.lines)
    expect(lines.at(-1)).toEqual({ summary: { done: 5, failed: 1, left: 0 } })
    expect(lines.find(line => line.imageId === 'nosuch')?.problem).toMatchObject({ code: 'image-unknown' })
    expect(new Set(lines.filter(line => line.problem === null).map(line => line.imageId))).toEqual(new Set(ids))
    expect(deleted.err).toContain('There is no image nosuch on the account.')
    expect(none).toMatchObject({ code: 0, lines: [], errors: ['There is no such image. Nothing was deleted.'] })
    expect(there()).toEqual([])
  })

  it('reads them from a command that has the same home, as a pipe of two', async () => {
    await putImages(cloud, 3)
    const pipe = `"$NODE" "$BIN" images list --ids | "$NODE" "$BIN" images delete - --confirm 3`

    const { stdout } = await promisify(execFile)('sh', ['-c', pipe], {
      env: { ...process.env, ...env, HOTFOLDER_HOME: desk.home, NODE: process.execPath, BIN: bin },
    })

    expect(stdout.trim().split('\n').at(-1)).toBe('3 images deleted.')
    expect(there()).toEqual([])
  })

  it('asks the engine of another process where one runs', async () => {
    const [first = '', second = ''] = await putImages(cloud, 2)
    const watching = desk.start(['watch', 'photos'], { env })
    await watching.says('Watching')

    const deleted = await desk.inPipe(['images', 'delete', first, '--confirm', '1'], {
      env: { HOTFOLDER_API_TOKEN: 'not asked for' },
    })
    const listed = await desk.inPipe(['images', 'list', '--ids'])

    expect(deleted).toMatchObject({ code: 0, lines: [`Deleted  ${first}`, '1 image deleted.'] })
    expect(listed.lines).toEqual([second])
  })

  it('means every image only where it says so', async () => {
    await putImages(cloud, 3)

    const deleted = await desk.inPipe(['images', 'delete', '--all', '--confirm', '3'], { env })

    expect(deleted.code).toBe(0)
    expect(deleted.lines.at(-1)).toBe('3 images deleted.')
    expect(there()).toEqual([])
  })

  it('stops after those under way on Ctrl-C, and says how many are gone', async () => {
    const ids = await putImages(cloud, 40)
    cloud.faults.set([{ kind: 'latency', ms: 250 }])

    const run = desk.start(['images', 'delete', '--all', '--confirm', '40'], { env })
    await run.says('Deleted')
    run.child.kill('SIGINT')
    const ended = await run.ended

    expect(ended.code).toBe(130)
    expect(ended.err).toContain('Stopping after those under way')
    const gone = ids.length - there().length
    expect(gone).toBeLessThan(40)
    expect(ended.lines.at(-1)).toBe(`Stopped: ${gone} of 40 images deleted; the others are as they were.`)
    expect(ended.lines.filter(line => line.startsWith('Deleted'))).toHaveLength(gone)
  })

  it('stops where all the others would fail the same way', async () => {
    const ids = await putImages(cloud, 30)

    const refused = await desk.inPipe(['images', 'delete', '-', '--confirm', '30'], {
      env: { HOTFOLDER_API_TOKEN: 'wrong' },
      input: ids.join('\n'),
    })

    expect(refused.code).toBe(1)
    expect(refused.errors).toEqual([expect.stringContaining('The token for “studio” was refused.') as string])
    expect(there()).toHaveLength(30)
  })
})

describe('changing many images', { timeout: 60_000 }, () => {
  it('says first what would change, and changes what was confirmed', async () => {
    const ids = await putImages(cloud, 3, { metadata: { album: 'Wedding', stars: 4 } })
    const other = await putImage(cloud, { metadata: { album: 'Party' } })
    const edit = ['images', 'edit', '--where-meta', 'album=Wedding', '--private', '--meta', 'stars:=5']

    const dry = await desk.inPerson([...edit, '--dry-run'], { env })
    const wrong = await desk.inPerson(edit, { env, answers: ['y'] })
    expect(new Set(there())).toEqual(new Set([...ids, other]))
    const right = await desk.run([...edit, '--confirm', '3', '--json'], { env })

    expect(dry.code).toBe(0)
    for (const line of dry.lines.slice(0, 3)) expect(line).toMatch(/public → private, under a new id; stars: 4 → 5$/)
    expect(wrong).toMatchObject({ code: 2, asked: ['Type 3 to change them: '] })
    expect(wrong.errors).toContain(
      'They get new ids and only signed links work; links handed out until now stop working.',
    )
    const lines = read<{ was?: string; image?: { id: string; private: boolean; metadata: unknown } }>(right.lines)
    expect(new Set(lines.slice(0, 3).map(line => line.was))).toEqual(new Set(ids))
    for (const { image } of lines.slice(0, 3))
      expect(image).toMatchObject({ private: true, metadata: { album: 'Wedding', stars: 5 } })
    expect(new Set(there())).toEqual(new Set([...lines.slice(0, 3).map(line => line.image?.id), other]))
  })

  it('of named images needs no number where no link dies', async () => {
    const ids = await putImages(cloud, 2, { metadata: { album: 'Wedding' } })

    const edited = await desk.inPipe(['images', 'edit', '-', '--replace-meta', '{"year":2026}', '--creator', 'Ada'], {
      env,
      input: ids.join('\n'),
    })
    const got = await desk.inPipe(['images', 'get', ...ids, '--json'], { env })

    expect(edited.code).toBe(0)
    expect(edited.lines.at(-1)).toBe('2 images changed.')
    expect(read<{ image: { id: string } }>(got.lines).map(line => line.image)).toMatchObject(
      ids.map(id => ({ id, creator: 'Ada', metadata: { year: 2026 } })),
    )
  })
})

describe('fetching many originals', { timeout: 60_000 }, () => {
  it('puts them into a folder, and says what it would do before', async () => {
    const ids = await putImages(cloud, 3, { creator: 'Ada' })
    const download = ['images', 'download', '--creator', 'Ada', '--to', 'originals']

    const dry = await desk.inPerson([...download, '--dry-run'], { env })
    const isThere = readdirSync(desk.at()).includes('originals')
    const fetched = await desk.run([...download, '--json'], { env })
    const again = await desk.inPipe(['images', 'download', ids[0] ?? '', 'nosuch', '--to', 'originals'], { env })

    expect(dry).toMatchObject({ code: 0 })
    expect(dry.lines.at(-1)).toBe('Dry run: 3 images would be fetched. Nothing was done.')
    expect(isThere).toBe(false)
    expect(fetched.code).toBe(0)
    const kept = read<{ imageId?: string; path?: string; wasThere?: boolean; problem?: null }>(fetched.lines)
    expect(new Set(kept.slice(0, 3).map(line => line.imageId))).toEqual(new Set(ids))
    for (const one of kept.slice(0, 3)) expect(one).toMatchObject({ wasThere: false, problem: null })
    expect(readdirSync(desk.at('originals'))).toEqual(
      expect.arrayContaining(['photo 0.jpg', 'photo 1.jpg', 'photo 2.jpg']),
    )
    expect(again.code).toBe(1)
    expect(again.lines[0]).toContain(`Was there  ${desk.at('originals', 'photo 0.jpg')}`)
    expect(again.errors).toEqual([expect.stringContaining('There is no image nosuch') as string])
  })
})
