import { type IncomingHttpHeaders, request } from 'node:http'
import { connect } from 'node:net'

export type Asking = {
  method?: string
  path?: string
  headers?: Record<string, string | string[]>
  body?: string | Uint8Array
}
export type Reply = { status: number; headers: IncomingHttpHeaders; body: Buffer; text: string; json(): unknown }

/** One request exactly as given: nothing is tidied, followed or added but the length of the body. */
export function ask(port: number, { method = 'GET', path = '/', headers = {}, body }: Asking): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const length = body === undefined ? {} : { 'Content-Length': String(Buffer.byteLength(body)) }
    const asked = request({
      host: '127.0.0.1',
      port,
      method,
      path,
      headers: { ...length, ...headers },
      agent: false,
    })
    asked.once('error', reject)
    asked.once('response', answer => {
      const chunks: Buffer[] = []
      answer.on('data', (chunk: Buffer) => chunks.push(chunk))
      answer.once('error', reject)
      answer.once('end', () => {
        const whole = Buffer.concat(chunks)
        const text = whole.toString('utf8')
        resolve({
          status: answer.statusCode ?? 0,
          headers: answer.headers,
          body: whole,
          text,
          json: () => JSON.parse(text) as unknown,
        })
      })
    })
    asked.end(body)
  })
}

/** Writes these bytes to the port and gathers what comes back until the line closes. */
export function shout(port: number, bytes: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let heard = ''
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes))
    socket.setEncoding('utf8').on('data', (text: string) => (heard += text))
    socket.once('close', () => resolve(heard))
    socket.once('error', error => (heard === '' ? reject(error) : resolve(heard)))
  })
}
