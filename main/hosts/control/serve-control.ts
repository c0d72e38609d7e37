import { chmodSync, lstatSync, rmSync } from 'node:fs'
import { createServer, type Server, type Socket } from 'node:net'
import type { Engine } from '../../engine/index.ts'
import { fail, type Outcome, succeed } from '../../../preload/contract/index.ts'
import type { Dispatch } from '../dispatch.ts'
import { type ControlAddress, controlAddress } from './control-address.ts'
import { createLineReader } from './line-reader.ts'
import { makePrivateFolder } from './private-folder.ts'
import { type ControlReply, ControlRequest, mostLineBytes, parseLine } from './wire.ts'

export type Control = { close(): Promise<void> }

/** A reader this far behind, in bytes, misses events; it sees the gap in their numbers and asks for the snapshot. */
const mostUnread = 4_000_000
const hangUpMs = 2_000

/** Lets other processes of the same person talk to the engine of this home. Call only while holding the home's lock. */
export async function serveControl(
  home: string,
  dispatch: Dispatch,
  feed: Pick<Engine['feed'], 'listen'>,
): Promise<Outcome<Control>> {
  const sockets = new Set<Socket>()
  const server = createServer(socket => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
    serveOne(socket, dispatch, feed)
  })
  try {
    await listen(server, controlAddress(home))
  } catch (error) {
    return fail({
      code: 'unexpected',
      detail: `other programs cannot reach this one: ${error instanceof Error ? error.message : String(error)}`,
    })
  }
  return succeed({
    async close() {
      const closed = new Promise<void>(resolve => server.close(() => resolve()))
      for (const socket of sockets) socket.destroySoon()
      await closed
    },
  })
}

async function listen(server: Server, { path, folder, isFile }: ControlAddress): Promise<void> {
  if (folder !== null) makePrivateFolder(folder)
  // Left behind by an engine that was killed: we hold the lock, so nobody listens there.
  if (isFile && lstatSync(path, { throwIfNoEntry: false })?.isSocket() === true) rmSync(path, { force: true })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(path, resolve)
  })
  if (isFile) chmodSync(path, 0o600)
}

function serveOne(socket: Socket, dispatch: Dispatch, feed: Pick<Engine['feed'], 'listen'>): void {
  let forget = () => {}
  const send = (reply: ControlReply) => {
    if (socket.writable) socket.write(`${JSON.stringify(reply)}\n`)
  }
  const refuse = (detail: string) =>
    send({ id: null, outcome: fail({ code: 'invalid-input', where: 'the line', detail }) })

  async function answer(line: string): Promise<void> {
    const read = ControlRequest.safeParse(parseLine(line))
    if (!read.success) return refuse('It is not a request: {"id", "name", "input"} as one line of JSON.')
    const request = read.data
    if (!('listen' in request)) return send({ id: request.id, outcome: await dispatch(request.name, request.input) })
    forget()
    forget = feed.listen(event => {
      if (socket.writableLength < mostUnread) send({ event })
    })
    send({ id: request.id, outcome: succeed({}) })
  }

  const read = createLineReader(mostLineBytes, {
    onLine: line => void answer(line).catch(error => socket.destroy(error instanceof Error ? error : undefined)),
    onTooLong() {
      refuse(`It is longer than ${mostLineBytes} bytes.`)
      socket.end()
      // Who hangs up at once on someone still writing takes the answer away with it.
      setTimeout(() => socket.destroy(), hangUpMs).unref()
    },
  })
  socket.on('data', read)
  // A client that goes away in the middle of a line is no trouble of ours; `close` follows.
  socket.on('error', () => forget())
  socket.once('close', () => forget())
}
