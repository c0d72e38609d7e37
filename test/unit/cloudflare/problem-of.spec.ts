import { describe, expect, it } from 'vitest'
import { readAnswer } from '../../../main/cloudflare/answer.ts'
import { isAbsent, problemOf, type Asked } from '../../../main/cloudflare/problem-of.ts'
import { accountId, bad } from './odd-cloud.ts'

const asked = (purpose: Asked['for']): Asked => ({ profile: 'studio', accountId, for: purpose })
const answer = (status: number, body: unknown, headers: Record<string, string> = {}) =>
  readAnswer(status, new Headers(headers), body)
const edit = 'Account · Cloudflare Images · Edit'
const read = 'Account · Cloudflare Images · Read'

describe('what a refusal means on a management call', () => {
  const cases: [string, Asked['for'], number, unknown, Record<string, unknown>][] = [
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

  it.each(cases)('knows %s', (_name, purpose, status, body, expected) => {
    expect(problemOf(answer(status, body), asked(purpose))).toMatchObject(expected)
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
    expect(problemOf(answer(status, body), asked('upload')).code).toBe(code)
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

describe('an image that is not there', () => {
  it.each([
    ['an envelope', 404, bad(5404, 'not found'), true],
    ['a plain line', 404, 'ERROR 5404: image not found', true],
    ['an envelope without a code', 404, { success: false, result: null, errors: [] }, true],
    ['an account that is none', 404, bad(7003, 'Could not route to'), false],
    ['some server’s page', 404, '<html>Not found</html>', false],
    ['trouble', 500, bad(5500, 'internal'), false],
  ])('is told by %s or not', (_name, status, body, absent) => {
    expect(isAbsent(answer(status, body))).toBe(absent)
  })
})
