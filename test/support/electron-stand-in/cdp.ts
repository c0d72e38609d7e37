import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** An event of Chromium’s DevTools protocol. */
export type CdpEvent = { method: string; params: Record<string, unknown>; sessionId: string | undefined }

/** A Chromium of our own and the line to it. */
export interface Chromium {
  readonly address: string
  send(method: string, params?: object, sessionId?: string): Promise<Record<string, unknown>>
  listen(hear: (event: CdpEvent) => void): void
  end(): void
}

const program = '/usr/bin/chromium'
const switches = [
  '--headless=new',
  '--no-sandbox',
  '--disable-background-networking',
  '--disable-gpu',
  '--no-first-run',
  '--no-startup-window',
  '--force-color-profile=srgb',
  '--force-prefers-reduced-motion',
  '--lang=en-GB',
  '--accept-lang=en-GB',
  '--disable-features=HttpsUpgrades,HttpsFirstBalancedModeAutoEnable',
  '--remote-debugging-port=0',
]

export async function startChromium(): Promise<Chromium> {
  const home = mkdtempSync(join(tmpdir(), 'electron-stand-in-'))
  const child = spawn(program, [...switches, `--user-data-dir=${home}`], { stdio: ['ignore', 'ignore', 'pipe'] })
  const address = await addressOf(child)
  const socket = new WebSocket(address)
  await new Promise((resolve, reject) => {
    socket.addEventListener('open', resolve)
    socket.addEventListener('error', () => reject(new Error('Chromium cannot be talked to')))
  })
  const waiting = new Map<number, { resolve(value: Record<string, unknown>): void; reject(error: Error): void }>()
  const listeners: ((event: CdpEvent) => void)[] = []
  let lastId = 0
  socket.addEventListener('message', ({ data }) => {
    const said = JSON.parse(String(data)) as {
      id?: number
      method?: string
      params?: Record<string, unknown>
      sessionId?: string
      result?: Record<string, unknown>
      error?: { message: string }
    }
    if (said.id === undefined) {
      const event = { method: said.method ?? '', params: said.params ?? {}, sessionId: said.sessionId }
      for (const hear of listeners) hear(event)
      return
    }
    const asked = waiting.get(said.id)
    waiting.delete(said.id)
    if (said.error === undefined) asked?.resolve(said.result ?? {})
    else asked?.reject(new Error(said.error.message))
  })
  return {
    address,
    send(method, params = {}, sessionId) {
      const id = ++lastId
      return new Promise((resolve, reject) => {
        waiting.set(id, { resolve, reject })
        if (socket.readyState !== WebSocket.OPEN) return reject(new Error('Chromium has ended'))
        socket.send(JSON.stringify({ id, method, params, ...(sessionId === undefined ? {} : { sessionId }) }))
      })
    },
    listen: hear => void listeners.push(hear),
    end() {
      child.kill('SIGKILL')
      rmSync(home, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

function addressOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = ''
    child.once('error', reject)
    child.once('exit', code => reject(new Error(`Chromium ended with ${code}: ${said}`)))
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      said += text
      const found = /^DevTools listening on (ws:.*)$/m.exec(said)
      if (found?.[1] !== undefined) resolve(found[1])
    })
  })
}
