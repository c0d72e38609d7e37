import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { LocalCloud } from '../../../main/local-cloud/index.ts'
import { aDesk, type Desk } from './a-desk.ts'
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

type Line = { imageId?: string; path?: string; proof?: string; wasThere?: boolean; summary?: Record<string, number> }

const read = (lines: readonly string[]) => lines.map(line => JSON.parse(line) as Line)
const summaryOf = (lines: readonly string[]) => read(lines).at(-1)?.summary
const fetched = () => cloud.calls()['GET blob'] ?? 0
const backup = (...more: string[]) => desk.inPipe(['backup', 'safe', ...more], { env })

describe('hotfolder backup', { timeout: 60_000 }, () => {
  it('fetches every original once, and proves it', async () => {
    for (const name of ['dune.jpg', 'sea.jpg']) await desk.photo(name)
    await desk.run(['upload', 'photos'], { env })
    await putImage(cloud, { name: 'from elsewhere.jpg', private: true })

    const dry = await backup('--dry-run')
    const isThere = readdirSync(desk.at()).includes('safe')
    const first = await desk.run(['backup', 'safe', '--json'], { env })
    const calls = fetched()
    const second = await backup('--json')
    const person = await desk.inPerson(['backup', 'safe'], { env })

    expect(dry).toMatchObject({ code: 0 })
    expect(dry.lines.at(-1)).toMatch(/^Dry run: 3 images would be kept in .+safe, .+ Nothing was done\.$/)
    expect(isThere).toBe(false)
    expect(first.code).toBe(0)
    expect(summaryOf(first.lines)).toMatchObject({ fetched: 3, wasThere: 0, identical: 2, intact: 1, failed: 0 })
    expect(calls).toBe(3)
    expect(readFileSync(desk.at('safe', 'dune.jpg')).equals(readFileSync(desk.at('photos', 'dune.jpg')))).toBe(true)
    expect(summaryOf(second.lines)).toMatchObject({ fetched: 0, wasThere: 3, bytes: 0, failed: 0 })
    expect(person.lines.slice(1)).toEqual([
      `0 fetched (0.0 MB), 3 were there already: ${desk.at('safe')}`,
      '2 are the very bytes that were sent, 1 are whole as the service keeps them.',
    ])
    expect(fetched()).toBe(calls)
  })

  it('fetches again what was damaged or taken away, and overwrites nothing', async () => {
    await putImages(cloud, 3)
    await backup()
    const calls = fetched()
    writeFileSync(desk.at('safe', 'photo 0.jpg'), 'somebody wrote over it')
    rmSync(desk.at('safe', 'photo 1.jpg'))

    const mended = await backup('--json')

    expect(mended.code).toBe(0)
    expect(summaryOf(mended.lines)).toMatchObject({ fetched: 2, wasThere: 1, failed: 0 })
    expect(fetched()).toBe(calls + 2)
    expect(readFileSync(desk.at('safe', 'photo 0.jpg'), 'utf8')).toBe('somebody wrote over it')
    for (const { path } of read(mended.lines).slice(0, -1))
      expect(readFileSync(path ?? '').subarray(0, 2)).toEqual(Buffer.from([0xff, 0xd8]))
  })

  it('goes on after Ctrl-C where it was', async () => {
    await putImages(cloud, 30)
    cloud.faults.set([{ kind: 'latency', ms: 250 }])

    const run = desk.start(['backup', 'safe', '--json'], { env })
    await run.says('"wasThere"')
    run.child.kill('SIGINT')
    const stopped = await run.ended
    cloud.faults.set([])
    const before = fetched()
    const second = await backup('--json')

    expect(stopped.code).toBe(130)
    expect(stopped.err).toContain('Stopped; the next run goes on.')
    const kept = summaryOf(stopped.lines)?.['fetched'] ?? 0
    expect(kept).toBeGreaterThan(0)
    expect(kept).toBeLessThan(30)
    expect(summaryOf(second.lines)).toMatchObject({ fetched: 30 - kept, wasThere: kept, failed: 0 })
    expect(fetched() - before).toBe(30 - kept)
  })

  it('ends with 1 when one of them did not come back, and keeps the others', async () => {
    await putImages(cloud, 5)
    const originals = desk.at('cloud-0', 'originals')
    const one = join(originals, readdirSync(originals)[0] ?? '')
    writeFileSync(one, Buffer.alloc(statSync(one).size, 'no picture any more'))

    const ended = await backup('--json')

    expect(ended.code).toBe(1)
    expect(summaryOf(ended.lines)).toMatchObject({ fetched: 4, intact: 4, failed: 1 })
    expect(ended.errors).toEqual([expect.stringContaining('did not come back whole') as string])
    expect(readdirSync(desk.at('safe')).filter(name => name.endsWith('.jpg'))).toHaveLength(4)
  })
})
