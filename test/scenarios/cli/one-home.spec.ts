import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { aDesk, type Desk, readJsonLines } from './a-desk.ts'

let desk: Desk
beforeEach(() => {
  desk = aDesk()
})
afterEach(() => desk.clear())

describe('two processes on one home', { timeout: 60_000 }, () => {
  it('lets only one upload, and tells the second so', async () => {
    const first = desk.start(['watch', 'photos'])
    await first.says('Watching')

    const second = await desk.run(['upload', await desk.photo('dune.jpg')])

    expect(second.code).toBe(2)
    expect(second.err).toMatch(/^Hotfolder is already running on .+\n$/)
    expect(second.out).toBe('')
  })

  it('lets the others talk to the one that runs', async () => {
    const first = desk.start(['watch', 'photos', '--json', '--settle', '0'])
    await first.says('Watching')

    const paused = await desk.run(['pause'])
    const status = await desk.run(['status', '--json'])
    await desk.photo('dune.jpg')
    const waiting = await desk.run(['status'])
    const resumed = await desk.run(['resume'])
    await first.says('"delivered"')

    expect([paused.code, status.code, waiting.code, resumed.code]).toEqual([0, 0, 0, 0])
    expect(JSON.parse(status.out)).toMatchObject({ isRunning: true, queue: { paused: true } })
    expect(waiting.out).toContain('The queue is paused.')
  })

  it('keeps what is set while nothing runs', async () => {
    await desk.run(['pause'])
    await desk.run(['limit', '--rate', '5mbit', '--concurrency', '3'])

    const status = await desk.run(['status', '--json'])
    const limit = await desk.run(['limit'])

    expect(JSON.parse(status.out)).toMatchObject({
      isRunning: false,
      queue: { paused: true, concurrency: 3, bytesPerSecondLimit: 625_000 },
    })
    expect(limit.out).toBe('Rate: 625 kB/s. At once: 3 photos.\n')
  })

  it('lifts a limit again, whether one runs or not', async () => {
    await desk.run(['limit', '--rate', '5mbit'])
    const alone = await desk.run(['limit', '--rate', 'none'])
    const first = desk.start(['watch', 'photos'])
    await first.says('Watching')
    await desk.run(['limit', '--rate', '5mbit'])

    const running = await desk.run(['limit', '--rate', 'none'])

    expect(alone).toMatchObject({ code: 0, err: '', out: expect.stringContaining('Rate: none.') as string })
    expect(running).toMatchObject({ code: 0, err: '', out: expect.stringContaining('Rate: none.') as string })
  })

  it('takes over from a process that was killed', async () => {
    const first = desk.start(['watch', 'photos'])
    await first.says('Watching')
    first.child.kill('SIGKILL')
    await first.ended
    await desk.photo('dune.jpg')

    const second = await desk.run(['upload', 'photos', '--json'])

    expect(second.code).toBe(0)
    expect(readJsonLines(second).summary).toMatchObject({ delivered: 1 })
  })
})

describe('a failure nobody expected', { timeout: 60_000 }, () => {
  it.each(['throw new Error("the ceiling fell")', 'Promise.reject(new Error("the ceiling fell"))'])(
    'is one sentence, its origin in the log: %s',
    async failing => {
      await desk.run(['watch', 'photos', '--once'])
      const program = `setTimeout(() => { if (process.argv.includes('watch')) ${failing} }, 2000)`
      const env = { NODE_OPTIONS: `--import data:text/javascript,${encodeURIComponent(program)}` }

      const ended = await desk.run(['watch', 'photos'], { env })

      expect(ended.code).toBe(1)
      expect(ended.err).toContain('Something unexpected went wrong. Please report it with this text: the ceiling fell')
      expect(ended.err).not.toMatch(/^ +at /m)
      const log = readFileSync(desk.at('home', 'logs', 'hotfolder.log'), 'utf8')
      expect(log).toMatch(/the program failed.+Error: the ceiling fell.+ at /)
    },
  )
})

describe('a home in trouble', { timeout: 60_000 }, () => {
  it('says in one sentence when it cannot be used', async () => {
    writeFileSync(desk.home, 'a file where the folder should be')

    const ended = await desk.run(['upload', await desk.photo('dune.jpg')])

    expect(ended.code).toBe(1)
    expect(ended.err).toMatch(/^The home folder .+ cannot be used\. .+ it is a file, not a folder\n$/)
    expect(ended.out).toBe('')
  })

  it('sets a damaged database aside, says so, and goes on', async () => {
    await desk.photo('dune.jpg')
    await desk.run(['upload', 'photos'])
    const database = readdirSync(desk.home).find(name => /^hotfolder\.(db|sqlite)$/.test(name)) ?? ''
    writeFileSync(desk.at('home', database), 'no database at all'.repeat(1_000))

    const ended = await desk.run(['upload', 'photos', '--json'])

    expect(ended.err).toContain('The queue’s database was damaged.')
    expect(ended.code).toBe(0)
    expect(readJsonLines(ended).count).toBe(1)
    const kept = /set aside as (\S+)/.exec(ended.err)?.[1] ?? ''
    expect(existsSync(kept)).toBe(true)
  })
})
