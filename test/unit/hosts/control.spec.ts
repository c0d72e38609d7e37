import { spawn } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { controlAddress } from '../../../main/hosts/control/control-address.ts'
import { type Control, connectControl, type ControlClient, serveControl } from '../../../main/hosts/control/index.ts'
import { createDispatch } from '../../../main/hosts/dispatch.ts'
import { createBridge, type FeedEvent, type Outcome } from '../../../preload/contract/index.ts'
import { answersThatEcho } from './answers-that-echo.ts'

let home: string
const open: { close(): void | Promise<void> }[] = []

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'hotfolder-control-'))
})
afterEach(async () => {
  for (const one of open.splice(0).toReversed()) await one.close()
  rmSync(home, { recursive: true, force: true })
})

function valueOf<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(outcome.problem.code)
  return outcome.value
}

const aFeed = () => {
  const listeners = new Set<(event: FeedEvent) => void>()
  return {
    listeners,
    listen: (receive: (event: FeedEvent) => void) => {
      listeners.add(receive)
      return () => listeners.delete(receive)
    },
    tell: (revision: number) => {
      for (const receive of listeners) receive({ revision, news: { kind: 'folderRemoved', folder: 'a' } })
    },
  }
}

async function anEngine(folder = home, feed = aFeed()): Promise<Control> {
  const control = valueOf(await serveControl(folder, createDispatch(answersThatEcho()), feed))
  open.push(control)
  return control
}

async function aClient(folder = home): Promise<ControlClient> {
  const client = valueOf(await connectControl(folder))
  open.push(client)
  return client
}

const until = async (isTrue: () => boolean) => {
  const deadline = Date.now() + 5_000
  while (!isTrue()) {
    if (Date.now() > deadline) throw new Error('it never came')
    await new Promise(resolve => setTimeout(resolve, 5))
  }
}

/** Writes raw bytes to the socket and gathers what comes back until the line closes or `lines` lines came. */
const shout = (bytes: string | Buffer, lines: number) =>
  new Promise<string[]>((resolve, reject) => {
    let heard = ''
    const socket = connect(controlAddress(home).path, () => socket.write(bytes))
    const finish = () => {
      socket.destroy()
      resolve(heard.split('\n').filter(line => line !== ''))
    }
    socket.on('data', chunk => {
      heard += chunk.toString('utf8')
      if (heard.split('\n').length > lines) finish()
    })
    socket.on('close', finish)
    socket.on('error', reject)
  })

describe('the control of a running engine', () => {
  it('answers the bridge of the contract', async () => {
    await anEngine()
    const bridge = createBridge(await aClient())

    const outcome = await bridge.listJobs({ kinds: ['failed'] })

    expect(outcome).toEqual({ ok: true, value: { kinds: ['failed'], limit: 100 } })
  })

  it('keeps many answers apart', async () => {
    await anEngine()
    const bridge = createBridge(await aClient())

    const outcomes = await Promise.all(
      Array.from({ length: 200 }, (_, n) => bridge.pauseFolder({ folder: `folder ${n}` })),
    )

    expect(outcomes).toEqual(Array.from({ length: 200 }, (_, n) => ({ ok: true, value: { folder: `folder ${n}` } })))
  })

  it('passes problems on as they are', async () => {
    await anEngine()
    const client = await aClient()

    expect(await client.call('nonsense', {})).toEqual({
      ok: false,
      problem: { code: 'command-unknown', name: 'nonsense' },
    })
  })

  it('tells the feed to who listens, until they stop', async () => {
    const feed = aFeed()
    await anEngine(home, feed)
    const client = await aClient()
    const heard: unknown[] = []

    const forget = client.listen(event => heard.push(event))
    await until(() => feed.listeners.size === 1)
    feed.tell(1)
    await until(() => heard.length === 1)
    forget()
    feed.tell(2)
    await client.call('snapshot', {})

    expect(heard).toEqual([{ revision: 1, news: { kind: 'folderRemoved', folder: 'a' } }])
  })

  it('forgets a listener whose line is gone', async () => {
    const feed = aFeed()
    await anEngine(home, feed)
    const client = await aClient()
    client.listen(() => {})
    await until(() => feed.listeners.size === 1)

    client.close()

    await until(() => feed.listeners.size === 0)
  })

  it('is for this person only', async () => {
    await anEngine()

    expect(statSync(controlAddress(home).path).mode & 0o777).toBe(0o600)
  })

  it('answers a malformed line and goes on', async () => {
    await anEngine()

    const lines = await shout('not json\n[]\n{"id":{}}\n\n{"id":1,"name":"snapshot"}\n', 4)

    const replies = lines.map(line => JSON.parse(line) as unknown)
    const refused = { id: null, outcome: { ok: false, problem: { code: 'invalid-input' } } }
    expect(replies).toMatchObject([refused, refused, refused, { id: 1, outcome: { ok: true, value: {} } }])
  })

  it('hangs up on a line without an end, and serves the next one', async () => {
    await anEngine()

    const lines = await shout(Buffer.alloc(16_500_000, 'x'), 2)

    expect(lines).toHaveLength(1)
    expect(lines[0]).toContain('longer than 16000000 bytes')
    expect(await (await aClient()).call('snapshot', {})).toEqual({ ok: true, value: {} })
  })

  it('carries a long answer whole, across pieces and wide characters', async () => {
    await anEngine()
    const bridge = createBridge(await aClient())
    const paths = Array.from({ length: 20_000 }, (_, n) => `/Fotos/Hochzeit Müller & Søn ♥/${n}.jpg`)

    const outcome = await bridge.addPhotos({ paths })

    expect(outcome).toMatchObject({ ok: true, value: { paths } })
  })

  it('says that nothing runs when nothing runs', async () => {
    expect(await connectControl(home)).toEqual({ ok: false, problem: { code: 'not-running', home } })
    expect(await connectControl(join(home, 'nowhere'))).toMatchObject({ problem: { code: 'not-running' } })
  })

  it('ends what still waits when the engine goes away', async () => {
    const never = createDispatch(answersThatEcho({ snapshot: () => new Promise(() => {}) }))
    const control = valueOf(await serveControl(home, never, aFeed()))
    const client = await aClient()
    const asked = client.call('snapshot', {})
    await client.call('pauseQueue', {})

    await control.close()

    expect(await asked).toMatchObject({ ok: false, problem: { code: 'not-running' } })
    expect(await client.call('snapshot', {})).toMatchObject({ ok: false, problem: { code: 'not-running' } })
    expect(existsSync(controlAddress(home).path)).toBe(false)
  })

  it('takes the place of a socket left behind by a killed process', async () => {
    const { path } = controlAddress(home)
    const script = `require('net').createServer().listen(${JSON.stringify(path)}, () => console.log('up'))`
    const killed = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'inherit'] })
    await new Promise(resolve => killed.stdout.once('data', resolve))
    const gone = new Promise(resolve => killed.once('exit', resolve))
    killed.kill('SIGKILL')
    await gone
    expect(existsSync(path)).toBe(true)
    expect(await connectControl(home)).toMatchObject({ problem: { code: 'not-running' } })

    await anEngine()

    expect(await (await aClient()).call('snapshot', {})).toEqual({ ok: true, value: {} })
  })

  it('does not replace what is no socket', async () => {
    const { path } = controlAddress(home)
    writeFileSync(path, 'a letter')

    expect(await serveControl(home, createDispatch(answersThatEcho()), aFeed())).toMatchObject({ ok: false })
    expect(statSync(path).isFile()).toBe(true)
  })

  it('finds a shorter place for the socket of a deep home, in a folder of our own', async () => {
    const deep = join(home, 'a'.repeat(60), 'b'.repeat(60))
    mkdirSync(deep, { recursive: true })
    await anEngine(deep)

    const { path, folder } = controlAddress(deep)

    expect(Buffer.byteLength(path)).toBeLessThanOrEqual(100)
    expect(statSync(folder ?? '').mode & 0o777).toBe(0o700)
    expect(await (await aClient(deep)).call('snapshot', {})).toEqual({ ok: true, value: {} })
  })

  it('does not trust a folder that others may write to', async () => {
    const deep = join(home, 'c'.repeat(60), 'd'.repeat(60))
    mkdirSync(deep, { recursive: true })
    await anEngine(deep)
    const { folder } = controlAddress(deep)
    chmodSync(folder ?? '', 0o777)

    const outcome = await connectControl(deep)

    chmodSync(folder ?? '', 0o700)
    expect(outcome).toMatchObject({ ok: false, problem: { code: 'not-running' } })
  })
})
