import { readdirSync, readlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Bridge } from '../../../preload/contract/index.ts'
import { aDesk } from '../../scenarios/cli/a-desk.ts'
import { overSocket, runtime } from '../a-desktop.ts'
import { photographs } from '../photographs.ts'
import { type AnApp, anApp } from './an-app.ts'

const asked = async <T>(answer: Promise<{ ok: true; value: T } | { ok: false; problem: object }>): Promise<T> => {
  const outcome = await answer
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.problem))
  return outcome.value
}
const countsOf = async (bridge: Bridge) => (await asked(bridge.snapshot({}))).queue.counts

const sixteen = async ({ desk }: Pick<AnApp, 'desk'>): Promise<string[]> =>
  (await photographs(16)).map(({ name, bytes }) => {
    const path = join(desk.photos, name)
    writeFileSync(path, bytes)
    return path
  })

/** Sixteen photos on their way, slowly enough that something can happen to them. */
async function sending({ desk, bridge }: Pick<AnApp, 'desk' | 'bridge'>): Promise<void> {
  await asked(bridge.setLimits({ bytesPerSecond: 100_000, concurrency: 2 }))
  await asked(bridge.addPhotos({ paths: await sixteen({ desk }) }))
  const inQueue = async () => Object.values(await countsOf(bridge)).reduce((sum, count) => sum + count, 0)
  await expect.poll(inQueue, { timeout: 30_000 }).toBe(16)
  await expect.poll(async () => (await countsOf(bridge)).delivered, { timeout: 30_000 }).toBeGreaterThan(0)
}

/** All sixteen are there, each once. */
async function ended(home: string): Promise<void> {
  const { bridge, client } = await overSocket(home)
  await asked(bridge.setLimits({ bytesPerSecond: null }))
  await expect.poll(async () => (await countsOf(bridge)).delivered, { timeout: 60_000 }).toBe(16)
  expect((await asked(bridge.listImages({}))).images).toHaveLength(16)
  client.close()
}

/** The process that holds this home’s database open. */
function enginePid(home: string): number | undefined {
  const database = join(home, 'hotfolder.db')
  return readdirSync('/proc')
    .filter(name => /^\d+$/.test(name) && Number(name) !== process.pid)
    .map(Number)
    .find(pid => openFilesOf(pid).includes(database))
}

function openFilesOf(pid: number): string[] {
  try {
    return readdirSync(`/proc/${pid}/fd`).map(fd => readlinkSync(`/proc/${pid}/fd/${fd}`))
  } catch {
    // It ended meanwhile, or a file of it was closed.
    return []
  }
}

describe(`the queue of the desktop (on ${runtime})`, { timeout: 120_000 }, () => {
  it('does not notice that the window’s page was killed; the page comes back and says so', async () => {
    await using app = await anApp()
    await sending(app)

    await app.app.evaluate(({ BrowserWindow }) => {
      BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer()
    })

    await expect
      .poll(async () => (await app.seen()).notices.map(one => one.title))
      .toContain('The window was opened again')
    const shown = () =>
      app.app.evaluate(({ BrowserWindow }) =>
        BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript(`document.querySelector('main') !== null`),
      )
    await expect.poll(shown, { timeout: 20_000 }).toBe(true)
    await ended(app.desk.home)
  })

  it('goes on, once, after the engine was killed, and the page catches up by itself', async () => {
    await using app = await anApp()
    await sending(app)
    const page = await app.page()
    const before = enginePid(app.desk.home)
    if (before === undefined) throw new Error('no engine runs')

    process.kill(before, 'SIGKILL')

    await expect
      .poll(async () => (await app.seen()).notices.map(one => one.title))
      .toContain('Uploads were started again')
    await ended(app.desk.home)
    await page.getByRole('tab', { name: 'Delivered 16' }).waitFor()
    expect(enginePid(app.desk.home)).not.toBe(before)
  })

  it('loses none of the photos that the engine had taken and not looked at yet when it was killed', async () => {
    await using app = await anApp()
    const pid = enginePid(app.desk.home)
    if (pid === undefined) throw new Error('no engine runs')
    const paths = await sixteen(app)

    await asked(app.bridge.addPhotos({ paths }))
    process.kill(pid, 'SIGKILL')

    await expect
      .poll(async () => (await app.seen()).notices.map(one => one.title))
      .toContain('Uploads were started again')
    await ended(app.desk.home)
  })

  it('is kept when the person logs off, and goes on at the next start', async () => {
    const desk = aDesk()
    const app = await anApp({ desk })
    await sending(app)

    await app.app.evaluate(({ powerMonitor }) => {
      powerMonitor.emit('shutdown')
    })
    const code = await app.run.ended
    await using next = await anApp({ desk, isHidden: true })

    expect(code).toBe(0)
    expect((await countsOf(next.bridge)).delivered).toBeLessThan(16)
    await ended(desk.home)
  })

  it('rests while the computer sleeps, and looks at every folder when it wakes', async () => {
    await using app = await anApp({ isHidden: true })
    const { bridge, desk } = app
    await asked(bridge.addFolder({ path: desk.photos, settings: { settleMs: 100 } }))
    await app.app.evaluate(({ powerMonitor }) => {
      powerMonitor.emit('suspend')
    })

    await desk.photo('before-waking.jpg')
    await expect.poll(async () => (await countsOf(bridge)).queued + (await countsOf(bridge)).paused).toBe(1)
    expect((await countsOf(bridge)).delivered).toBe(0)
    await app.app.evaluate(({ powerMonitor }) => {
      powerMonitor.emit('resume')
    })

    await expect.poll(async () => (await countsOf(bridge)).delivered, { timeout: 30_000 }).toBe(1)
  })

  it('is worked on with the window closed', async () => {
    await using app = await anApp()
    await sending(app)

    await app.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close())

    await expect.poll(() => app.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(0)
    await ended(app.desk.home)
  })
})
