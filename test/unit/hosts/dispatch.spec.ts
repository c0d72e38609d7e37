import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createDispatch } from '../../../main/hosts/dispatch.ts'
import { commands } from '../../../preload/contract/index.ts'
import { answersThatEcho } from './answers-that-echo.ts'

describe('dispatch', () => {
  it('hands a known command its input with the defaults filled in', async () => {
    const dispatch = createDispatch(answersThatEcho())

    const outcome = await dispatch('listReceipts', { profile: 'studio' })

    expect(outcome).toEqual({ ok: true, value: { profile: 'studio', limit: 1_000 } })
  })

  it('takes a missing input for an empty one', async () => {
    expect(await createDispatch(answersThatEcho())('snapshot', undefined)).toEqual({ ok: true, value: {} })
  })

  it('drops what the contract does not name', async () => {
    const outcome = await createDispatch(answersThatEcho())('pauseFolder', { folder: 'a', shell: 'rm' })

    expect(outcome).toEqual({ ok: true, value: { folder: 'a' } })
  })

  it.each([
    'deleteEverything',
    'constructor',
    'toString',
    '__proto__',
    'hasOwnProperty',
    '',
    7,
    null,
    undefined,
    {},
    [],
  ])('refuses the name %j', async name => {
    const outcome = await createDispatch(answersThatEcho())(name, {})

    expect(outcome).toMatchObject({ ok: false, problem: { code: 'command-unknown' } })
  })

  it('says where an input is not right', async () => {
    const dispatch = createDispatch(answersThatEcho())

    const outcome = await dispatch('addProfile', {
      name: 'studio',
      account: { kind: 'cloudflare', accountId: 'abc', baseUrl: 'http://127.0.0.1:1/client/v4' },
      token: null,
    })

    expect(outcome).toEqual({
      ok: false,
      problem: {
        code: 'invalid-input',
        where: 'The account id',
        detail: 'An account id is 32 characters, 0–9 and a–f.',
      },
    })
  })

  it.each([
    ['setLimits', { bytesPerSecond: 'fast' }, 'The rate', 'It must be a number.'],
    ['setLimits', { bytesPerSecond: 12 }, 'The rate', 'It must be at least 1,000.'],
    ['setLimits', { concurrency: 33 }, 'The number at once', 'It must be at most 32.'],
    ['addPhotos', { paths: [] }, 'The paths', 'It must be a list of at least 1.'],
    ['addPhotos', { paths: ['a'], order: 'x' }, 'The order', 'It must be one of newest, oldest, name.'],
    ['addFolder', { path: '' }, 'The path', 'It must be at least 1 character long.'],
    ['addFolder', {}, 'The path', 'It is missing.'],
    ['pauseJobs', 7, 'The command', 'It cannot be read.'],
  ])('says it in plain words: %s %j', async (name, input, where, detail) => {
    const outcome = await createDispatch(answersThatEcho())(name, input)

    expect(outcome).toEqual({ ok: false, problem: { code: 'invalid-input', where, detail } })
  })

  it('answers with a problem when an answer throws, and tells the log', async () => {
    const logged: string[] = []
    const dispatch = createDispatch(
      answersThatEcho({
        snapshot: () => {
          throw new Error('the ceiling fell down')
        },
      }),
      { log: what => logged.push(what) },
    )

    expect(await dispatch('snapshot', {})).toEqual({
      ok: false,
      problem: { code: 'unexpected', detail: 'the ceiling fell down' },
    })
    expect(logged).toEqual(['the command snapshot failed'])
  })

  it('lets the system explain what it threw', async () => {
    const full = Object.assign(new Error('write'), { code: 'ENOSPC' })
    const dispatch = createDispatch(answersThatEcho({ snapshot: () => Promise.reject(full) }), {
      explainError: error => (error === full ? { code: 'disk-full', path: '/photos' } : null),
    })

    expect(await dispatch('snapshot', {})).toEqual({ ok: false, problem: { code: 'disk-full', path: '/photos' } })
  })

  it('always answers, whatever is thrown at it', async () => {
    const dispatch = createDispatch(answersThatEcho())
    const names = fc.oneof(fc.constantFrom(...Object.keys(commands)), fc.anything())

    await fc.assert(
      fc.asyncProperty(
        names,
        fc.anything({ withNullPrototype: true, withBigInt: true, withDate: true }),
        async (name, input) => {
          const outcome = await dispatch(name, input)

          expect(typeof outcome.ok).toBe('boolean')
          if (outcome.ok) expect(Object.hasOwn(commands, String(name))).toBe(true)
          else expect(['command-unknown', 'invalid-input']).toContain(outcome.problem.code)
        },
      ),
      { numRuns: 500 },
    )
  })
})
