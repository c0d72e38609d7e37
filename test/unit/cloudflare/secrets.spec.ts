import type { IncomingMessage, ServerResponse } from 'node:http'
import { describe, expect, it, vi } from 'vitest'
import { connectCloudflare } from '../../../main/cloudflare/index.ts'
import { problemIn } from '../../../main/cloudflare/failure.ts'
import type { ImagesApi } from '../../../main/engine/ports.ts'
import { explain, type Outcome } from '../../../preload/contract/index.ts'
import { bytesOf, valueOf } from './local-world.ts'
import { accountId, good, imageReply, order, photoOf, rememberingGate, say, startOddCloud } from './odd-cloud.ts'

const token = 'v1.0-Secret_Token+/=x7Yz'
const key = 'Oix0bbNaT8Rge9PuyxUBrjI6zrgnsyJ5='
const signal = new AbortController().signal

/** Every operation that carries the token. */
const calls: [string, (api: ImagesApi) => Promise<Outcome<unknown>>][] = [
  ['reserve', api => api.reserve(order, signal)],
  ['ask', api => api.ask('one', signal)],
  ['discard', api => api.discard('one', signal)],
  ['use', api => api.use(signal)],
  ['list', api => api.list({ filters: [], order: 'newest', limit: 10 }, signal)],
  ['listV1', api => api.listV1({ page: 1, perPage: 10 }, signal)],
  ['create', api => api.create({ kind: 'file', photo: photoOf(10) }, order, signal)],
  ['edit', api => api.edit('one', { private: true }, signal)],
  ['original', api => api.original('one', signal)],
  ['variants', api => api.variants(signal)],
  ['variant', api => api.variant('hero', signal)],
  ['deleteVariant', api => api.deleteVariant('hero', signal)],
  ['setFlexibleVariants', api => api.setFlexibleVariants(true, signal)],
  ['keys', api => api.keys(signal)],
  ['createKey', api => api.createKey('spring', signal)],
  ['deleteKey', api => api.deleteKey('spring', signal)],
]

const connect = (origin: string, given: string) =>
  connectCloudflare({
    profile: 'studio',
    accountId,
    baseUrl: `${origin}/client/v4`,
    token: given,
    gate: rememberingGate().gate,
    replyMs: 200,
  })

// A service, or something before it, that says our own request back to us.
const echo = ({ headers }: IncomingMessage) => `refused because of authorization: ${headers.authorization} (sic)`
const bad = (message: string) => ({ result: null, success: false, errors: [{ code: 5400, message }], messages: [] })
const answers: [string, (request: IncomingMessage, response: ServerResponse) => void][] = [
  ['in an envelope', (request, response) => say(response, 400, bad(echo(request)))],
  ['in an envelope told with 200', (request, response) => say(response, 200, bad(echo(request)))],
  ['as bare JSON', (request, response) => say(response, 400, { code: 5400, message: echo(request) })],
  ['in a line of text', (request, response) => say(response, 400, `ERROR 5400: ${echo(request)}`)],
  ['in a page', (request, response) => say(response, 502, `<html>${echo(request)}</html>`)],
  ['cut off by our own shortening', (request, response) => say(response, 400, 'x'.repeat(155) + echo(request))],
  ['with half a JSON text', (_request, response) => say(response, 200, `{"result":{"keys":[{"value":"${key}"`)],
  ['with keys that are none', (_request, response) => say(response, 200, good({ keys: [{ value: key, name: 7 }] }))],
  ['with nothing, hanging up', request => void request.socket.destroy()],
  ['with nothing at all', () => undefined],
]

describe('a secret', () => {
  it.each(answers)('is in no problem, error or log when the service answers %s', async (_how, answering) => {
    const written = ['log', 'info', 'warn', 'error', 'debug'] as const
    const logs = written.map(name => vi.spyOn(console, name))
    await using cloud = await startOddCloud((request, response) => {
      if (request.url?.endsWith('/batch_token') === true) return say(response, 403, '')
      answering(request, response)
    })
    const api = connect(cloud.origin, token)

    for (const [name, call] of calls) {
      const outcome = await call(api)

      expect(outcome.ok ? outcome.value : undefined, name).toBeUndefined()
      const told = JSON.stringify([outcome, outcome.ok || explain(outcome.problem)])
      expect(told, name).not.toContain(token.slice(0, 8))
      expect(told, name).not.toContain(key.slice(0, 8))
    }
    expect(logs.flatMap(log => log.mock.calls)).toEqual([])
    logs.forEach(log => log.mockRestore())
    await api.close()
  })

  it.each(['two\nlines', 'ümlaut-token', 'with space', 'null\0byte'])(
    'that no header can carry is refused without being told: %o',
    async odd => {
      await using cloud = await startOddCloud((_request, response) => say(response, 200, good({})))
      const api = connect(cloud.origin, odd)

      for (const [name, call] of calls) {
        expect(await call(api), name).toEqual({
          ok: false,
          problem: { code: 'token-rejected', profile: 'studio', needs: null },
        })
      }
      expect(cloud.asked).toEqual([])
      await api.close()
    },
  )

  it('that is also a word of an answer leaves the answer as it is', async () => {
    await using cloud = await startOddCloud((_request, response) => say(response, 200, imageReply('dune')))
    const api = connect(cloud.origin, 'dune')

    expect(await api.ask('dune', signal)).toMatchObject({ ok: true, value: { kind: 'image', image: { id: 'dune' } } })
    await api.close()
  })

  it('is in no error that ends the reading of an original', async () => {
    await using cloud = await startOddCloud((request, response) => {
      response.writeHead(200, { 'content-type': 'image/jpeg', 'content-length': '500' })
      response.write('x', () => request.socket.destroy())
    })
    const api = connect(cloud.origin, token)
    const original = await api.original('one', signal)

    const error: unknown = await bytesOf(valueOf(original)).catch((thrown: unknown) => thrown)

    expect(problemIn(error)).toMatchObject({ code: 'line-cut' })
    expect(`${JSON.stringify(error)} ${String(error)}`).not.toContain(token.slice(0, 8))
    await api.close()
  })
})
