import { randomUUID } from 'node:crypto'
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { makePhoto } from '../../fixtures/make-photo.ts'
import { until } from '../../unit/adapters/until.ts'
import { ask } from '../../unit/hosts/web/ask.ts'
import { listen } from '../../unit/hosts/web/listen.ts'
import { aDesk, type Desk } from './a-desk.ts'
import type { CliRun } from './run-cli.ts'

let desk: Desk
beforeEach(() => {
  desk = aDesk()
})
afterEach(() => desk.clear())

const quiet = ['--no-open', '--json'] as const

/** The address that a run printed as its first line. */
async function addressOf(run: CliRun): Promise<URL> {
  await run.says('"url"')
  return new URL((JSON.parse(run.out.split('\n')[0] ?? '') as { url: string }).url)
}

/** Lets a browser in; answers with the headers its page sends. */
async function enter({ port, origin, pathname, search }: URL): Promise<Record<string, string>> {
  const reply = await ask(Number(port), { path: pathname + search })
  const cookie = reply.headers['set-cookie']?.[0]?.split(';', 1)[0]
  if (reply.status !== 303 || cookie === undefined) throw new Error(`HTTP ${reply.status}`)
  return { Cookie: cookie, Origin: origin }
}

describe('hotfolder serve', { timeout: 60_000 }, () => {
  it('prints its address as one JSON line and nothing else, and ends with Ctrl-C, whoever still listens', async () => {
    const run = desk.start(['serve', ...quiet])
    const address = await addressOf(run)
    const listener = await listen(Number(address.port), await enter(address))

    run.child.kill('SIGINT')
    const ended = await run.ended

    expect(ended.code).toBe(130)
    expect(ended.err).toBe('')
    expect(ended.lines).toHaveLength(1)
    expect(address.hostname).toBe('127.0.0.1')
    await until('the line is closed', () => listener.isClosed)
    await expect(ask(Number(address.port), {})).rejects.toMatchObject({ code: 'ECONNREFUSED' })
  })

  it('prints a fresh address of the one that runs already', async () => {
    const run = desk.start(['serve', ...quiet])
    const first = await addressOf(run)
    await enter(first)

    const second = await desk.run(['serve', ...quiet])
    const fresh = new URL((JSON.parse(second.lines[0] ?? '') as { url: string }).url)
    const third = await desk.run(['serve', '--no-open', '--port', '1'])

    expect(second).toMatchObject({ code: 0, err: '' })
    expect(fresh.port).toBe(first.port)
    await expect(enter(first)).rejects.toThrow('HTTP 403')
    await enter(fresh)
    await enter(new URL(third.lines[0] ?? ''))
    expect(third.err).toContain('--port and --root count for the next start')
    expect(run.out.split('\n').filter(line => line !== '')).toHaveLength(1)
  })

  it('says that another command runs, where that one has no pages', async () => {
    const watching = desk.start(['watch', 'photos'])
    await watching.says('Watching')

    const second = await desk.run(['serve', '--no-open'])

    expect(second.code).toBe(2)
    expect(second.err).toMatch(/^Hotfolder is already running on .+\n$/)
    expect(second.out).toBe('')
  })

  it('listens on the port it is told, and says when that is taken', async () => {
    const first = await addressOf(desk.start(['serve', ...quiet]))
    const other = aDesk()

    const second = await other.run(['serve', ...quiet, '--port', first.port])
    const wrong = await other.run(['serve', '--port', 'http'])
    await other.clear()

    expect(second.code).toBe(1)
    expect(second.err).toContain(`Port ${first.port} is in use`)
    expect(second.out).toBe('')
    expect(wrong.code).toBe(2)
  })

  it('offers the folders it is told', async () => {
    const address = await addressOf(desk.start(['serve', ...quiet, '--root', 'photos']))
    const headers = await enter(address)

    const places = await ask(Number(address.port), { path: '/places', headers })

    expect(places.json()).toMatchObject({ value: { folders: [{ name: 'photos', path: desk.photos }] } })
  })

  it('says when a folder it is told is not there', async () => {
    const ended = await desk.run(['serve', ...quiet, '--root', 'nowhere'])

    expect(ended.code).toBe(1)
    expect(ended.err).toContain('nowhere')
    expect(ended.out).toBe('')
  })

  it('follows the watched folders, and answers the other commands meanwhile', async () => {
    await desk.run(['folder', 'add', 'photos', '--settle', '0'])
    await desk.photo('dune.jpg')
    const address = await addressOf(desk.start(['serve', ...quiet]))
    const listener = await listen(Number(address.port), await enter(address), '/events?since=0')

    await until('it is delivered', () => listener.messages.some(({ data }) => data.includes('"photoEnded"')), 30_000)
    const status = await desk.run(['status', '--json'])

    expect((await desk.run(['receipts', '--csv'])).out).toContain('dune.jpg')
    expect(JSON.parse(status.out)).toMatchObject({ isRunning: true })
  })

  it('sends after a kill what was dropped before it', async () => {
    const first = desk.start(['serve', ...quiet])
    const address = await addressOf(first)
    const headers = await enter(address)
    const drop = randomUUID()
    const json = { ...headers, 'Content-Type': 'application/json' }
    const port = Number(address.port)
    await ask(port, { method: 'POST', path: '/rpc/pauseQueue', headers: json, body: '{}' })
    await ask(port, { method: 'PUT', path: `/drop/${drop}/dune.jpg`, headers, body: await makePhoto({ seed: 1 }) })
    await ask(port, { method: 'POST', path: `/drop/${drop}/send`, headers: json, body: '{}' })

    first.child.kill('SIGKILL')
    await first.ended
    const second = desk.start(['serve', ...quiet])
    const again = await addressOf(second)
    const listener = await listen(Number(again.port), await enter(again), '/events?since=0')
    await desk.run(['resume'])
    await until('it is delivered', () => listener.messages.some(({ data }) => data.includes('"photoEnded"')), 30_000)

    const receipts = await desk.run(['receipts', '--csv'])
    expect(receipts.out).toContain('dune.jpg')
    await until('its copy is removed', () => !existsSync(`${desk.home}/inbox/${drop}`))
  })

  it.runIf(process.platform === 'linux')(
    'opens the browser where there is one, and not where nobody looks',
    async () => {
      const opened = desk.at('opened')
      const opener = desk.at('xdg-open')
      writeFileSync(opener, `#!/bin/sh\nprintf %s "$1" > ${opened}\n`)
      chmodSync(opener, 0o755)
      const env = { PATH: `${desk.at()}:${process.env['PATH']}`, DISPLAY: ':0' }

      const shut = [
        { args: ['serve', '--no-open'], env },
        { args: ['serve'], env: { ...env, CI: 'true' } },
        { args: ['serve'], env: { PATH: env.PATH } },
      ]
      for (const { args, env } of shut) {
        const run = desk.start(args, { env })
        await run.says('/enter?token=')
        run.child.kill('SIGINT')
        await run.ended
      }
      expect(existsSync(opened)).toBe(false)

      const run = desk.start(['serve'], { env })
      await run.says('/enter?token=')
      await until('the browser is opened', () => existsSync(opened) && readFileSync(opened, 'utf8') !== '')

      expect(readFileSync(opened, 'utf8')).toBe(run.out.trim())
    },
  )
})
