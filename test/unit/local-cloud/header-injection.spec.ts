import fc from 'fast-check'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { type ACloud, aCloud } from './a-cloud.ts'
import { type Heard, sayOnWire } from './a-wire.ts'

const dot = await sharp({ create: { width: 1, height: 1, channels: 3, background: 'red' } })
  .png()
  .toBuffer()

const evil = 'a\r\nX-Evil: yes\r\nSet-Cookie: evil=1\r\n\r\n<script>'

/** Every header any answer of ours may have. */
const known = new Set([
  ...['content-type', 'content-length', 'content-disposition', 'transfer-encoding', 'date', 'connection', 'keep-alive'],
  ...[
    'cache-control',
    'etag',
    'vary',
    'cf-resized',
    'accept-ranges',
    'last-modified',
    'warning',
    'x-content-type-options',
  ],
  ...[
    'content-security-policy',
    'access-control-allow-origin',
    'x-should-retry',
    'retry-after',
    'ratelimit',
    'ratelimit-policy',
  ],
])

/** Asks on a bare line, so that nothing tidies the answer up on its way to us. */
async function ask(
  cloud: ACloud,
  method: string,
  path: string,
  more: string[] = [],
  body: Uint8Array = Buffer.alloc(0),
): Promise<Heard> {
  const head = [
    `${method} ${path} HTTP/1.1`,
    `host: 127.0.0.1:${cloud.port}`,
    'connection: close',
    `authorization: Bearer ${cloud.token}`,
    `content-length: ${body.length}`,
    ...more,
  ]
  const answers = await sayOnWire(cloud.port, Buffer.concat([Buffer.from(`${head.join('\r\n')}\r\n\r\n`), body]))
  expect(answers).toHaveLength(1)
  return answers[0] ?? expect.fail('no answer')
}

/** An answer has the headers we know and no other, and nothing but a body after them. */
function expectHarmless({ headers, head }: Heard): void {
  expect(headers.map(([name]) => name).filter(name => !known.has(name))).toEqual([])
  expect(new Set(headers.map(([name]) => name)).size).toBe(headers.length)
  expect(head.split('\r\n').filter(line => /\p{Cc}/u.test(line))).toEqual([])
}

const form = (disposition: string, more = '') =>
  Buffer.concat([
    Buffer.from(
      `${more}--b\r\nContent-Disposition: form-data; name="file"; ${disposition}\r\nContent-Type: image/png\r\n\r\n`,
    ),
    dot,
    Buffer.from('\r\n--b--\r\n'),
  ])
const formType = ['content-type: multipart/form-data; boundary=b']
const jsonType = ['content-type: application/json']
const idIn = (answer: Heard) => (JSON.parse(answer.body) as { result: { id: string } }).result.id
const field = (name: string, value: string) =>
  `--b\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`

/** Everything that can be asked about an image. */
async function answersAbout(cloud: ACloud, id: string): Promise<Heard[]> {
  const account = `/accounts/${cloud.accountId}/images`
  const one = `${account}/v1/${encodeURIComponent(id)}`
  const link = `/${cloud.accountHash}/${id.split('/').map(encodeURIComponent).join('/')}`
  const paths = [
    one,
    `${one}/blob`,
    `${account}/v1`,
    `${account}/v2`,
    `${link}/public`,
    `${link}/w=1`,
    `${link}/nothing`,
  ]
  const answers = []
  for (const path of paths) for (const method of ['GET', 'HEAD']) answers.push(await ask(cloud, method, path))
  return answers
}

describe('what a caller writes never becomes a header', () => {
  it.each([
    ['masked in a name', `filename="${evil.replaceAll('\r', '%0D').replaceAll('\n', '%0A').replaceAll('"', '%22')}"`],
    ['coded in a name', `filename*=UTF-8''${encodeURIComponent(evil)}`],
    ['as it is, over two lines', `filename="a\r\n X-Evil: yes"`],
    ['with bare returns', `filename="a\rX-Evil: yes\r"`],
    ['with bare line feeds', `filename="a\nX-Evil: yes\n"`],
    ['with zeros', `filename="a\0X-Evil: yes"`],
    ['with halves of characters', `filename*=iso-8859-1''%ff%fe%80%0d%0a`],
    ['with quotes', `filename="a\\"; x=\\"y.png"`],
  ])('%s', async (_how, disposition) => {
    const cloud = await aCloud()
    const account = `/accounts/${cloud.accountId}/images`

    const uploaded = await ask(cloud, 'POST', `${account}/v1`, formType, form(disposition))
    const about = await answersAbout(cloud, idIn(uploaded))

    for (const answer of [uploaded, ...about]) expectHarmless(answer)
  })

  it('in creator and metadata', async () => {
    const cloud = await aCloud()
    const account = `/accounts/${cloud.accountId}/images`
    const metadata = JSON.stringify({ [evil]: evil })
    const fields = field('creator', evil) + field('metadata', metadata)

    const uploaded = await ask(cloud, 'POST', `${account}/v1`, formType, form('filename="a.png"', fields))
    const one = `${account}/v1/${idIn(uploaded)}`
    const edited = await ask(
      cloud,
      'PATCH',
      one,
      jsonType,
      Buffer.from(JSON.stringify({ creator: evil, metadata: { evil } })),
    )
    const listed = await ask(cloud, 'GET', `${account}/v2?creator=${encodeURIComponent(evil)}`)
    const about = await answersAbout(cloud, idIn(uploaded))

    expect(JSON.parse(uploaded.body)).toMatchObject({ result: { creator: evil, meta: { [evil]: evil } } })
    expect(JSON.parse(listed.body)).toMatchObject({ result: { images: [{ creator: evil }] } })
    for (const answer of [uploaded, edited, listed, ...about]) expectHarmless(answer)
  })

  it('in ids, paths, queries and names of variants and keys, whether refused or not', async () => {
    const cloud = await aCloud({ faults: [{ kind: 'plain-errors', probability: 0.5 }] })
    const account = `/accounts/${cloud.accountId}/images`
    const coded = encodeURIComponent(evil)
    const json = (value: unknown) => Buffer.from(JSON.stringify(value))

    const answers = [
      await ask(cloud, 'POST', `${account}/v2/direct_upload`, jsonType, json({ id: evil })),
      await ask(cloud, 'POST', `${account}/v2/direct_upload`, jsonType, json({ [evil]: evil, expiry: evil })),
      await ask(cloud, 'POST', `${account}/v1`, formType, form('filename="a.png"', field('id', evil))),
      await ask(cloud, 'POST', `${account}/v1`, formType, form('filename="a.png"', field(coded, evil))),
      await ask(cloud, 'POST', `${account}/v1/variants`, jsonType, json({ id: evil, options: { fit: evil } })),
      await ask(cloud, 'PUT', `${account}/v1/keys/${coded}`),
      await ask(cloud, 'GET', `${account}/v1/variants/${coded}`),
      await ask(cloud, 'GET', `${account}/v2?continuation_token=${coded}&sort_order=${coded}`),
      await ask(cloud, 'GET', `${account}/v2?meta.${coded}[eq]=${coded}`),
      await ask(cloud, 'GET', `/${coded}`),
      await ask(cloud, 'GET', `/${coded}/${coded}/${coded}`),
      await ask(cloud, 'GET', `/${cloud.accountHash}/${coded}/${coded}`),
      await ask(cloud, 'POST', `/upload/${cloud.accountHash}/${coded}`, formType, form('filename="a.png"')),
      await ask(cloud, 'POST', `/upload/${coded}`, ['content-type: multipart/form-data; boundary="%0d%0aX-Evil: yes"']),
      ...(await answersAbout(cloud, evil)),
    ]

    for (const answer of answers) expectHarmless(answer)
    expect(answers.filter(({ status }) => status >= 500)).toEqual([])
  })

  it('nor does anything else it is called', async () => {
    const cloud = await aCloud()
    const account = `/accounts/${cloud.accountId}/images`
    const letters = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 5 }),
      fc.constantFrom(
        '\r\n',
        '\r',
        '\n',
        '\0',
        '"',
        '\\',
        ';',
        "'",
        '%0d%0a',
        '\u2028',
        '\ud800',
        'X-Evil: yes',
        '\u0080',
      ),
    )
    const names = fc.array(letters, { maxLength: 8 }).map(parts => parts.join('').toWellFormed())

    await fc.assert(
      fc.asyncProperty(names, async name => {
        const coded = `filename*=UTF-8''${encodeURIComponent(name)}`

        const uploaded = await ask(cloud, 'POST', `${account}/v1`, formType, form(coded))
        const one = `${account}/v1/${idIn(uploaded)}`
        const blob = await ask(cloud, 'GET', `${one}/blob`)
        const deleted = await ask(cloud, 'DELETE', one)

        for (const answer of [uploaded, blob, deleted]) expectHarmless(answer)
        expect(Buffer.from(blob.body, 'latin1')).toEqual(dot)
      }),
      { numRuns: 40 },
    )
  })
})
