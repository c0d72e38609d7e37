import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { onTestFinished } from 'vitest'

export type Heard = { status: number; head: string; headers: [name: string, value: string][]; body: string }

/** A bare line to a server on this computer, and all that was heard on it. A stubborn one goes on talking when the other side is done. */
export function aWire(port: number, { isStubborn = false } = {}) {
  const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: isStubborn })
  let heard = ''
  let isClosed = false
  socket.on('data', (bytes: Buffer) => (heard += bytes.toString('latin1')))
  // A server may break a line; what it said before counts.
  socket.on('error', () => undefined)
  const closed = once(socket, 'close').then(() => (isClosed = true))
  onTestFinished(() => void socket.destroy())
  return {
    socket,
    closed,
    isClosed: () => isClosed,
    heard: () => heard,
    say: (text: string | Uint8Array) => new Promise<void>(resolve => void socket.write(text, () => resolve())),
    /** Everything that was answered until the server closed the line. */
    hearOut: async (): Promise<Heard[]> => {
      await closed
      return answersIn(heard)
    },
  }
}

/** Says something on a line of its own and hears what comes until it is closed. */
export async function sayOnWire(port: number, text: string | Uint8Array): Promise<Heard[]> {
  const wire = aWire(port)
  await wire.say(text)
  return await wire.hearOut()
}

/** Vanishes without a goodbye. */
export const tear = (socket: Socket): void => void socket.resetAndDestroy()

function answersIn(text: string): Heard[] {
  const answers: Heard[] = []
  for (let rest = text; rest !== '';) {
    const end = rest.indexOf('\r\n\r\n')
    if (end < 0) throw new Error(`no answer: ${JSON.stringify(rest.slice(0, 200))}`)
    const head = rest.slice(0, end)
    const [first = '', ...lines] = head.split('\r\n')
    const headers = lines.map((line): [string, string] => {
      const colon = line.indexOf(': ')
      return [line.slice(0, colon).toLowerCase(), line.slice(colon + 2)]
    })
    const [, length] = headers.find(([name]) => name === 'content-length') ?? []
    const from = end + 4
    const to = length === undefined ? rest.length : from + Number(length)
    answers.push({ status: Number(first.split(' ')[1]), head, headers, body: rest.slice(from, to) })
    rest = rest.slice(to)
  }
  return answers
}
