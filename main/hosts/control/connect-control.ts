import { connect, type Socket } from 'node:net'
import { fail, type Outcome, succeed, type Transport } from '../../../preload/contract/index.ts'
import { controlAddress } from './control-address.ts'
import { createLineReader } from './line-reader.ts'
import { isPrivateFolder } from './private-folder.ts'
import { ControlReply, type ControlRequest, mostLineBytes, parseLine } from './wire.ts'

export type ControlClient = Transport & { close(): void }

/** Reaches the engine that runs on this home; `not-running` when there is none. */
export async function connectControl(home: string): Promise<Outcome<ControlClient>> {
  const notRunning = fail({ code: 'not-running', home })
  try {
    const { path, folder } = controlAddress(home)
    if (folder !== null && !isPrivateFolder(folder)) return notRunning
    return succeed(createClient(home, await open(path)))
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'ECONNREFUSED') return notRunning
    return fail({ code: 'home-unusable', path: home, detail: error instanceof Error ? error.message : String(error) })
  }
}

const open = (path: string) =>
  new Promise<Socket>((resolve, reject) => {
    const socket = connect(path)
    socket.once('error', reject)
    socket.once('connect', () => {
      socket.off('error', reject)
      resolve(socket)
    })
  })

function createClient(home: string, socket: Socket): ControlClient {
  const waiting = new Map<number, (outcome: Outcome<unknown>) => void>()
  const listeners = new Set<(event: unknown) => void>()
  let lastId = 0
  let isListening = false

  function receive(line: string): void {
    const read = ControlReply.safeParse(parseLine(line))
    if (!read.success) return void socket.destroy()
    const reply = read.data
    if ('event' in reply) {
      for (const listener of listeners) listener(reply.event)
      return
    }
    if (typeof reply.id !== 'number') return
    waiting.get(reply.id)?.(reply.outcome)
    waiting.delete(reply.id)
  }

  function ask(request: { listen: true } | { name: string; input: unknown }): Promise<Outcome<unknown>> {
    if (socket.destroyed || !socket.writable) return Promise.resolve(fail({ code: 'not-running', home }))
    const id = ++lastId
    return new Promise(resolve => {
      waiting.set(id, resolve)
      socket.write(`${JSON.stringify({ id, ...request } satisfies ControlRequest)}\n`)
    })
  }

  socket.on('data', createLineReader(mostLineBytes, { onLine: receive, onTooLong: () => socket.destroy() }))
  // The reason does not matter to who waits: the engine is gone.
  socket.on('error', () => socket.destroy())
  socket.once('close', () => {
    for (const resolve of waiting.values()) resolve(fail({ code: 'not-running', home }))
    waiting.clear()
  })

  return {
    call: (name, input) => ask({ name, input }),
    listen(receive) {
      listeners.add(receive)
      if (!isListening) {
        isListening = true
        void ask({ listen: true })
      }
      return () => listeners.delete(receive)
    },
    close: () => socket.destroy(),
  }
}
