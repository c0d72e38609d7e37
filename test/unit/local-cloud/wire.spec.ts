import { describe, expect, it } from 'vitest'
import { type ACloud, aCloud, aPhoto, send } from './a-cloud.ts'
import { type Heard, sayOnWire } from './a-wire.ts'

const photo = await aPhoto()

/** What is said on the wire; ACCOUNT and TOKEN stand for those of the cloud at hand. */
async function say(cloud: ACloud, text: string): Promise<(Heard & { code: unknown })[]> {
  const account = `/accounts/${cloud.accountId}/images`
  const heard = await sayOnWire(
    cloud.port,
    text.replaceAll('ACCOUNT', account).replaceAll('TOKEN', `authorization: Bearer ${cloud.token}`),
  )
  return heard.map(answer => ({ ...answer, code: codeIn(answer.body) }))
}

/** The first code in an envelope; the envelope is checked on the way. */
function codeIn(body: string): unknown {
  const { success, errors } = JSON.parse(body) as { success: boolean; errors: { code: number }[] }
  expect(success).toBe(errors.length === 0)
  return errors[0]?.code
}

const close = 'host: a\r\nconnection: close\r\n'
const stats = `GET ACCOUNT/v1/stats HTTP/1.1\r\nhost: a\r\nTOKEN\r\n\r\n`
const statsAndClose = `GET ACCOUNT/v1/stats HTTP/1.1\r\n${close}TOKEN\r\n\r\n`

describe('on the bare line', () => {
  it.each([
    ['what is no HTTP', 'good evening\r\n\r\n', 400, 5400],
    ['line feeds alone', 'GET /\n\n', 400, 5400],
    ['another version', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', 400, 5400],
    ['a method nobody knows', `BREW /upload/pot HTTP/1.1\r\n${close}\r\n`, 400, 5400],
    ['a blank in a header’s name', 'GET / HTTP/1.1\r\nhost : a\r\n\r\n', 400, 5400],
    ['headers beyond all measure', `GET / HTTP/1.1\r\n${close}x: ${'y'.repeat(20_000)}\r\n\r\n`, 431, 5400],
    ['very many headers', `GET / HTTP/1.1\r\n${close}${'x: y\r\n'.repeat(4000)}\r\n`, 431, 5400],
    ['an address beyond all measure', `GET /${'y'.repeat(20_000)} HTTP/1.1\r\n${close}\r\n`, 431, 5400],
    ['two lengths', `POST /upload/x HTTP/1.1\r\n${close}content-length: 5\r\ncontent-length: 6\r\n\r\n`, 400, 5400],
    ['a length below nothing', `POST /upload/x HTTP/1.1\r\n${close}content-length: -5\r\n\r\n`, 400, 5400],
    [
      'a length and pieces',
      `POST /upload/x HTTP/1.1\r\n${close}content-length: 5\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n`,
      400,
      5400,
    ],
    [
      'pieces of no length',
      `POST /upload/x HTTP/1.1\r\n${close}transfer-encoding: chunked\r\n\r\nzz\r\n\r\n`,
      400,
      5400,
    ],
    [
      'a piece of no length in a call',
      `POST ACCOUNT/v2/direct_upload HTTP/1.1\r\n${close}TOKEN\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n\r\n`,
      400,
      5400,
    ],
    ['an expectation', `POST /upload/x HTTP/1.1\r\n${close}expect: 200-ok\r\ncontent-length: 2\r\n\r\n{}`, 417, 5400],
    ['a tunnel', `CONNECT example.com:443 HTTP/1.1\r\n${close}\r\n`, 404, 7003],
    ['an echo', `TRACE ACCOUNT/v1/stats HTTP/1.1\r\n${close}cookie: secret\r\n\r\n`, 404, 7003],
    ['a method we do not have', `PURGE ACCOUNT/v1/stats HTTP/1.1\r\n${close}TOKEN\r\n\r\n`, 404, 7003],
    ['no host', `GET ACCOUNT/v1/stats HTTP/1.1\r\nTOKEN\r\n\r\n`, 400, 5400],
    ['two hosts', `GET ACCOUNT/v1/stats HTTP/1.1\r\nhost: a\r\n${close}TOKEN\r\n\r\n`, 400, 5400],
    ['two hosts at an upload', `POST /upload/x HTTP/1.1\r\nhost: a\r\n${close}\r\n`, 400, 5400],
    ['a host with a path', `GET ACCOUNT/v1/stats HTTP/1.1\r\nhost: evil/path?\r\nconnection: close\r\n\r\n`, 400, 5400],
    ['a host with a name in it', `GET ACCOUNT/v1/stats HTTP/1.1\r\nhost: a@b\r\nconnection: close\r\n\r\n`, 400, 5400],
    ['a host at no port', `GET ACCOUNT/v1/stats HTTP/1.1\r\nhost: a:99999\r\nconnection: close\r\n\r\n`, 400, 5400],
    ['everything', `OPTIONS * HTTP/1.1\r\n${close}\r\n`, 400, 5400],
    ['a way out of the root', `GET /../../etc/passwd HTTP/1.1\r\n${close}\r\n`, 404, 7003],
    ['a way out of the uploads', `POST /upload/../accounts HTTP/1.1\r\n${close}\r\n`, 404, 5404],
    ['backslashes', `GET /a\\..\\b/c HTTP/1.1\r\n${close}\r\n`, 400, 5400],
    ['another host as a path', `GET //evil.example/x HTTP/1.1\r\n${close}\r\n`, 404, 7003],
    ['another host as a whole', `GET http://evil.example HTTP/1.1\r\n${close}\r\n`, 404, 7003],
    [
      'another protocol',
      `GET / HTTP/1.1\r\nhost: a\r\nconnection: upgrade, close\r\nupgrade: websocket\r\n\r\n`,
      404,
      7003,
    ],
  ])('%s is refused in an envelope', async (_what, text, status, code) => {
    const cloud = await aCloud()

    const [answer, ...more] = await say(cloud, text)

    expect(answer).toMatchObject({ status, code })
    expect(answer?.body).not.toContain('secret')
    expect(more).toEqual([])
    expect(await cloud.call('GET', '/v1/stats')).toMatchObject({ status: 200 })
  })

  it.each([
    [
      'the whole address instead of the path',
      `GET http://evil.exampleACCOUNT/v1/stats HTTP/1.1\r\nhost: evil.example\r\nconnection: close\r\nTOKEN\r\n\r\n`,
    ],
    [
      'a host of another name',
      `GET ACCOUNT/v1/stats HTTP/1.1\r\nhost: evil.example:1\r\nconnection: close\r\nTOKEN\r\n\r\n`,
    ],
    ['no host, as it was in HTTP/1.0', `GET ACCOUNT/v1/stats HTTP/1.0\r\nTOKEN\r\n\r\n`],
  ])('%s will do', async (_what, text) => {
    const cloud = await aCloud()

    expect(await say(cloud, text)).toMatchObject([{ status: 200, code: undefined }])
  })

  it('several calls at once are answered in turn, and rubbish behind them after them', async () => {
    const cloud = await aCloud()

    const answers = await say(cloud, `${stats}${stats}\0\x01 rubbish\r\n\r\nmore rubbish\r\n\r\n`)
    const orderly = await say(cloud, `${stats}${stats}${statsAndClose}`)

    expect(answers.map(({ status, code }) => [status, code])).toEqual([
      [200, undefined],
      [200, undefined],
      [400, 5400],
    ])
    expect(orderly.map(({ status }) => status)).toEqual([200, 200, 200])
  })

  it('rubbish behind a call that is held back waits for its answer', async () => {
    const cloud = await aCloud({ faults: [{ kind: 'latency', ms: 100 }] })

    const answers = await say(cloud, `${stats}rubbish\r\n\r\n`)

    expect(answers.map(({ status }) => status)).toEqual([200, 400])
  })

  it('links never lead where a host header points', async () => {
    const cloud = await aCloud()
    const body = `POST ACCOUNT/v2/direct_upload HTTP/1.1\r\nhost: evil.example\r\nx-forwarded-host: evil.example\r\nconnection: close\r\nTOKEN\r\ncontent-type: application/json\r\ncontent-length: 2\r\n\r\n{}`

    const [reserved] = await say(cloud, body)
    const { result } = JSON.parse(reserved?.body ?? '') as { result: { id: string; uploadURL: string } }

    expect(result.uploadURL).toBe(`${cloud.deliveryUrl}/upload/${cloud.accountHash}/${result.id}`)
    expect(await send(result.uploadURL, photo)).toMatchObject({ status: 200 })
    expect(await cloud.call('GET', `/v1/${result.id}`)).toMatchObject({
      result: { variants: [`${cloud.deliveryUrl}/${cloud.accountHash}/${result.id}/public`] },
    })
  })
})
