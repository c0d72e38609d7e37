import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readAnswer } from '../../../main/cloudflare/answer.ts'
import { problemOf, type Asked, type Subject } from '../../../main/cloudflare/problem-of.ts'
import { accountId, bad } from './odd-cloud.ts'

const asked = (needs: Asked['needs'], about: Subject = { kind: 'account' }): Asked => ({
  profile: 'studio',
  accountId,
  needs,
  about,
})
const upload = asked('nothing', { kind: 'upload' })
const answer = (status: number, body: unknown, headers: Record<string, string> = {}) =>
  readAnswer(status, new Headers(headers), body)
const edit = 'Account · Cloudflare Images · Edit'
const read = 'Account · Cloudflare Images · Read'

describe('what a refusal means on a management call', () => {
  const cases: [string, Asked['needs'], number, unknown, Record<string, unknown>][] = [
    ['a bad token', 'read', 401, bad(10_000, 'Authentication error'), { code: 'token-rejected', needs: null }],
    ['a token of the wrong shape', 'read', 400, bad(6003, 'Invalid request headers'), { needs: null }],
    ['a dead token', 'write', 403, bad(9109, 'Invalid access token'), { code: 'token-rejected', needs: null }],
    ['a token that may not read', 'read', 403, bad(10_000, 'Authentication error'), { needs: read }],
    ['a token that may only read', 'write', 403, bad(10_000, 'Authentication error'), { needs: edit }],
    ['a foreign account', 'read', 403, bad(9109, 'Unauthorized to access'), { code: 'account-unknown', accountId }],
    ['an account that is none', 'read', 404, bad(7003, 'Could not route to'), { code: 'account-unknown', accountId }],
    ['an account without Images', 'write', 403, bad(5403, 'not allowed'), { code: 'images-not-enabled' }],
    ['a full account', 'write', 403, 'ERROR 5453: limit reached', { code: 'account-full', profile: 'studio' }],
    ['a backend in trouble', 'read', 500, bad(5540, 'storage'), { code: 'service-trouble', apiCode: 5540 }],
    ['trouble told as a refusal', 'read', 415, bad(5550, 'internal'), { code: 'service-trouble', status: 415 }],
    ['a time-out', 'read', 408, '', { code: 'service-trouble', status: 408, apiCode: null }],
    ['a gateway’s page', 'read', 502, '<html><h1>Bad gateway</h1></html>', { detail: 'Bad gateway' }],
    ['a bad request', 'write', 400, bad(5400, 'Bad request'), { code: 'request-refused', apiCode: 5400 }],
    ['JSON without envelope', 'write', 400, { code: '103', message: 'forbidden endpoint' }, { apiCode: 103 }],
    ['failure told with HTTP 200', 'read', 200, bad(5453, 'limit'), { code: 'account-full' }],
    ['a portal’s page', 'read', 200, '<html>Log in to the hotel</html>', { code: 'not-understood', status: 200 }],
    ['a blocking page', 'read', 403, '<html>Blocked</html>', { code: 'not-understood', detail: 'Blocked' }],
    ['a redirection', 'read', 302, '', { code: 'not-understood', status: 302 }],
  ]

  it.each(cases)('knows %s', (_name, needs, status, body, expected) => {
    expect(problemOf(answer(status, body), asked(needs))).toMatchObject(expected)
  })
})

describe('what a refusal means on the upload host', () => {
  const cases: [string, number, unknown, string][] = [
    ['too many bytes', 413, 'ERROR 5413: too large', 'photo-refused'],
    ['too many bytes, said by a proxy', 413, '<html>Too large</html>', 'photo-refused'],
    ['an unsupported format', 415, bad(5455, 'unsupported'), 'photo-refused'],
    ['an animation too large', 400, bad(5443, 'animation'), 'photo-refused'],
    ['bytes that cannot be decoded', 400, bad(9422, 'decode'), 'photo-refused'],
    ['a decoder’s complaint', 400, bad(5400, 'Could not decode the image'), 'photo-refused'],
    ['a backend in trouble, told with 415', 415, bad(5550, 'internal'), 'service-trouble'],
    ['an upload too slow', 408, bad(5408, 'too slow'), 'service-trouble'],
    ['a full account', 403, bad(5453, 'limit'), 'account-full'],
    ['a used URL', 409, bad(5409, 'already exists'), 'upload-url-refused'],
    ['an expired URL', 404, bad(5404, 'not found'), 'upload-url-refused'],
    ['a torn form', 400, bad(5400, 'incomplete multipart stream'), 'upload-url-refused'],
    ['a refusal without words', 403, '', 'upload-url-refused'],
    ['a page instead of an answer', 200, '<html>ok</html>', 'not-understood'],
  ]

  it.each(cases)('knows %s', (_name, status, body, code) => {
    expect(problemOf(answer(status, body), upload).code).toBe(code)
  })
})

describe('being told to slow down', () => {
  const told = (headers: Record<string, string>) =>
    problemOf(answer(429, bad(971, 'slow down'), headers), asked('write'))

  it('takes Retry-After in seconds', () => {
    expect(told({ 'retry-after': '240' })).toEqual({ code: 'rate-limited', retryAfterMs: 240_000 })
  })

  it('takes Retry-After as a date', () => {
    const date = new Date(Date.now() + 90_000).toUTCString()

    const problem = told({ 'retry-after': date })

    expect(problem).toMatchObject({ code: 'rate-limited' })
    expect('retryAfterMs' in problem && problem.retryAfterMs).toBeGreaterThan(80_000)
    expect('retryAfterMs' in problem && problem.retryAfterMs).toBeLessThanOrEqual(90_000)
  })

  it('takes a date gone by as now', () => {
    expect(told({ 'retry-after': 'Mon, 05 Jan 2026 00:00:00 GMT' })).toMatchObject({ retryAfterMs: 0 })
  })

  it.each(['', 'soon', '-5'])('says nothing of “%s”', text => {
    expect(told({ 'retry-after': text })).toEqual({ code: 'rate-limited', retryAfterMs: null })
  })
})

const image: Subject = { kind: 'image', id: 'one' }
const variant: Subject = { kind: 'variant', id: 'hero', isDeleted: false }
const key: Subject = { kind: 'signing-key', name: 'spring' }
const newImage = (given: { id?: string; url?: string }): Subject => ({
  kind: 'new-image',
  id: given.id ?? null,
  url: given.url ?? null,
})
const named = newImage({ id: 'dunes/1' })
const fetched = newImage({ url: 'https://example.org/dune.jpg' })

describe('what a refusal says of the thing that was asked about', () => {
  const cases: [string, Subject, number, unknown, Record<string, unknown>][] = [
    ['an image that is gone', image, 404, bad(5404, 'not found'), { code: 'image-unknown', imageId: 'one' }],
    ['an image gone without a code', image, 404, bad(0, ''), { code: 'image-unknown', imageId: 'one' }],
    ['an image gone, told with 200', image, 200, bad(5404, 'not found'), { code: 'image-unknown' }],
    ['some server’s page', image, 404, '<html>Not found</html>', { code: 'not-understood', status: 404 }],
    ['a path nobody knows', image, 404, bad(7000, 'No route for that URI'), { code: 'request-refused' }],
    ['an account that is none', image, 404, bad(7003, 'Could not route to'), { code: 'account-unknown' }],
    ['trouble that names an image', image, 500, bad(5404, 'not found'), { code: 'service-trouble' }],
    ['a named image made private', image, 400, bad(5410, 'no'), { code: 'custom-id-public', imageId: 'one' }],
    ['an id already taken', named, 409, bad(5409, 'exists'), { code: 'image-exists', imageId: 'dunes/1' }],
    ['an id taken, without a code', named, 409, bad(0, ''), { code: 'image-exists', imageId: 'dunes/1' }],
    ['an id that is none', named, 400, bad(5411, 'no UUID'), { code: 'custom-id-refused', detail: 'no UUID' }],
    ['a named image wanted private', named, 400, bad(5410, 'no'), { code: 'custom-id-public', imageId: 'dunes/1' }],
    ['a taken id nobody gave', newImage({}), 409, bad(5409, 'exists'), { code: 'request-refused', apiCode: 5409 }],
    ['a picture too large', named, 413, bad(5413, 'too large'), { code: 'photo-refused', apiCode: 5413 }],
    ['a picture of another kind', newImage({}), 415, bad(5455, 'no'), { code: 'photo-refused', apiCode: 5455 }],
    ['a form of another kind', newImage({}), 415, bad(5415, 'form'), { code: 'request-refused', apiCode: 5415 }],
    ['bytes that are no picture', newImage({}), 400, bad(5400, 'cannot decode'), { code: 'photo-refused' }],
    [
      'an address that gave nothing',
      fetched,
      400,
      bad(5454, 'timed out'),
      {
        code: 'source-unreachable',
        url: 'https://example.org/dune.jpg',
        detail: 'timed out',
      },
    ],
    ['a full account', newImage({}), 403, bad(5453, 'limit'), { code: 'account-full', profile: 'studio' }],
    ['a variant that is none', variant, 404, bad(5401, 'no'), { code: 'variant-unknown', variant: 'hero' }],
    ['a variant gone without a code', variant, 404, 'Variant not found', { code: 'variant-unknown', variant: 'hero' }],
    ['a variant already there', variant, 409, bad(5409, 'no'), { code: 'variant-exists', variant: 'hero' }],
    ['too many variants', variant, 403, bad(5453, 'limit'), { code: 'variants-full', limit: 100 }],
    ['options that are none', variant, 400, bad(5400, 'unknown fit'), { code: 'request-refused', apiCode: 5400 }],
    [
      'the one that stays',
      { ...variant, id: 'public', isDeleted: true },
      400,
      bad(5400, 'no'),
      {
        code: 'variant-built-in',
        variant: 'public',
      },
    ],
    ['the one that stays, changed', { ...variant, id: 'public' }, 400, bad(5400, 'no'), { code: 'request-refused' }],
    ['a key that is none', key, 404, bad(5404, 'no'), { code: 'signing-key-unknown', key: 'spring' }],
    ['too many keys', key, 403, bad(5453, 'limit of keys'), { code: 'request-refused', detail: 'limit of keys' }],
    ['a key gone without a code', key, 404, bad(0, ''), { code: 'signing-key-unknown', key: 'spring' }],
    ['a dead token, asking for an image', image, 404, bad(10_000, 'no'), { code: 'token-rejected' }],
    ['a token that may not', variant, 403, bad(0, 'forbidden'), { code: 'token-rejected', needs: edit }],
  ]

  it.each(cases)('knows %s', (_name, about, status, body, expected) => {
    expect(problemOf(answer(status, body), asked('write', about))).toMatchObject(expected)
  })
})

describe('a refusal', () => {
  const codes = [
    ...[5400, 5401, 5403, 5404, 5408, 5409, 5410, 5411, 5413, 5415, 5433, 5443, 5450, 5453, 5454, 5455],
    ...[5500, 5503, 5540, 5544, 5550, 6003, 7000, 7003, 7011, 9109, 9422, 10_000, 1_001],
  ]
  const subjects: Subject[] = [
    { kind: 'account' },
    { kind: 'upload' },
    image,
    named,
    fetched,
    variant,
    { ...variant, id: 'public', isDeleted: true },
    key,
  ]
  const words = fc.string({ unit: fc.constantFrom('a', 'B', '7', ' ', '.', 'ü'), minLength: 1, maxLength: 60 })

  it('means the same in an envelope, as bare JSON and as a line of text', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...codes),
        fc.constantFrom(200, 400, 401, 403, 404, 408, 409, 413, 415, 429, 500, 503),
        fc.constantFrom(...subjects),
        fc.constantFrom<Asked['needs']>('read', 'write', 'nothing'),
        words.map(text => `x ${text} x`),
        (code, status, about, needs, message) => {
          const bodies = [
            bad(code, message),
            JSON.stringify(bad(code, message)),
            { code: String(code), message },
            JSON.stringify({ code, message }),
            `ERROR ${code}: ${message}`,
            `ERROR ${code}: ${message}\r\n`,
          ]

          const problems = bodies.map(body => problemOf(answer(status, body), asked(needs, about)))

          for (const problem of problems) expect(problem).toEqual(problems[0])
        },
      ),
      { numRuns: 2_000 },
    )
  })
})

describe('words that say nothing to a person', () => {
  it.each(['{"result":{"keys":[{"name":"a","value":"geheim"', '[{"value":"geheim"', ' \n{"token":"geheim"'])(
    'are not repeated: %s',
    body => {
      expect(problemOf(answer(200, body), asked('read'))).toEqual({
        code: 'not-understood',
        status: 200,
        detail: 'HTTP 200',
      })
    },
  )
})
