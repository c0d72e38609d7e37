import { once } from 'node:events'
import { createServer } from 'node:http'
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import { z } from 'zod'
import { aDesk, type Desk } from './a-desk.ts'

const Address = z.object({ baseUrl: z.string(), accountId: z.string(), token: z.string() })
const Answer = z.object({
  result: z.record(z.string(), z.unknown()).nullable(),
  errors: z.array(z.object({ code: z.number() })),
})

let desk: Desk
beforeEach(() => {
  desk = aDesk()
})
afterEach(() => desk.clear())

/** A local cloud started with these options, and calls to it. */
async function start(...options: string[]) {
  const run = desk.start(['local-cloud', '--json', ...options])
  await run.says('}')
  const { baseUrl, accountId, token } = Address.parse(JSON.parse(run.out))
  return {
    async call(path: string, init: RequestInit = {}) {
      const headers = { authorization: `Bearer ${token}` }
      return Answer.parse(
        await (await fetch(`${baseUrl}/accounts/${accountId}/images${path}`, { headers, ...init })).json(),
      )
    },
    async stop() {
      run.child.kill('SIGINT')
      expect((await run.ended).code).toBe(0)
    },
  }
}

describe('hotfolder local-cloud', { timeout: 60_000 }, () => {
  it('fetches from this computer only when told that it may', async () => {
    const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"></svg>'
    const source = createServer((_, response) => response.end(svg)).listen(0, '127.0.0.1')
    onTestFinished(() => void source.close())
    await once(source, 'listening')
    const address = source.address()
    const body = () => {
      const form = new FormData()
      form.append('url', `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/dune.svg`)
      return { method: 'POST', body: form }
    }

    const careful = await start()
    const refused = await careful.call('/v1', body())
    await careful.stop()
    const allowing = await start('--allow-private-sources')
    const taken = await allowing.call('/v1', body())

    expect(refused.errors).toMatchObject([{ code: 5454 }])
    expect(taken.result).toMatchObject({ filename: 'dune.svg' })
  })

  it('switches flexible variants on and off, and leaves them as they were when told nothing', async () => {
    const asked: unknown[] = []
    for (const options of [[], ['--flexible-variants'], [], ['--no-flexible-variants'], []]) {
      const cloud = await start(...options)
      asked.push((await cloud.call('/v1/config')).result?.['flexible_variants'])
      await cloud.stop()
    }

    expect(asked).toEqual([false, true, true, false, false])
  })
})
