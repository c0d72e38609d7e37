import { type IncomingMessage, request } from 'node:http'
import { onTestFinished } from 'vitest'
import type { FeedEvent } from '../../../../preload/contract/index.ts'
import { until } from '../../adapters/until.ts'

/** One message of a stream of server-sent events. */
export type Message = { id: string; event: string; data: string }

export type Listener = {
  messages: Message[]
  /** Those that are of the feed, read. */
  revisions(): number[]
  heard(count: number): Promise<void>
  readonly isClosed: boolean
  /** Reads nothing until it goes on. */
  pause(): void
  resume(): void
  close(): void
}

/** Opens the feed as a page does. */
export async function listen(port: number, headers: Record<string, string>, path = '/events'): Promise<Listener> {
  const asked = request({ host: '127.0.0.1', port, path, headers, agent: false })
  onTestFinished(() => void asked.destroy())
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    asked.once('response', resolve)
    asked.once('error', reject)
    asked.end()
  })
  if (answer.statusCode !== 200) throw new Error(`HTTP ${answer.statusCode}`)
  const messages: Message[] = []
  let unread = ''
  let isClosed = false
  answer.setEncoding('utf8').on('data', (text: string) => {
    unread += text
    const blocks = unread.split('\n\n')
    unread = blocks.pop() ?? ''
    for (const block of blocks) {
      const message = { id: '', event: 'message', data: '' }
      for (const line of block.split('\n')) {
        const [, field = '', value = ''] = /^(id|event|data): (.*)$/.exec(line) ?? []
        if (field === 'id' || field === 'event' || field === 'data') message[field] = value
      }
      if (message.data !== '') messages.push(message)
    }
  })
  answer.on('error', () => {})
  answer.once('close', () => (isClosed = true))
  return {
    messages,
    revisions: () =>
      messages.filter(({ event }) => event === 'message').map(({ data }) => (JSON.parse(data) as FeedEvent).revision),
    heard: count => until(`${count} messages`, () => messages.length >= count),
    get isClosed() {
      return isClosed
    },
    pause: () => void answer.pause(),
    resume: () => void answer.resume(),
    close: () => void asked.destroy(),
  }
}
