import { fork } from 'node:child_process'
import { once } from 'node:events'
import { z } from 'zod'
import type { LocalCloudOptions } from '../../main/local-cloud/index.ts'

const Address = z.object({
  baseUrl: z.string(),
  accountId: z.string(),
  accountHash: z.string(),
  token: z.string(),
  deliveryUrl: z.string(),
  port: z.number(),
})
const Memory = z.object({ now: z.number(), peak: z.number() })
const Kept = z.array(z.object({ id: z.string(), bytes: z.number(), sha256: z.string(), draft: z.boolean() }))

/** What of the options can be told to another program. */
type Options = Omit<LocalCloudOptions, 'now' | 'random'>
export type CloudApart = Awaited<ReturnType<typeof aCloudApart>>

/** A local cloud in a program of its own. Rejects when that ends before it has begun, as it may when it is killed. */
export async function aCloudApart(options: Options, { killAfterMs }: { killAfterMs?: number } = {}) {
  const child = fork(new URL('cloud-child.ts', import.meta.url), [JSON.stringify(options)], {
    execArgv: ['--expose-gc'],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  const ended = once(child, 'exit').then(([code, signal]) => ({
    code: code as number | null,
    signal: signal as string | null,
  }))
  if (killAfterMs !== undefined) setTimeout(() => child.kill('SIGKILL'), killAfterMs)
  const next = async <T>(name: string, shape: z.ZodType<T>): Promise<T> => {
    const [message] = await Promise.race([
      once(child, 'message') as Promise<[Record<string, unknown>]>,
      ended.then(({ code, signal }) => {
        throw new Error(`the local cloud ended with ${code ?? signal}`)
      }),
    ])
    return shape.parse(message[name])
  }
  const ask = <T>(question: string, shape: z.ZodType<T>): Promise<T> => {
    const answer = next(question, shape)
    child.send(question)
    return answer
  }

  return {
    ...(await next('address', Address)),
    folder: options.folder,
    /** bytes: what it holds now, and the most it ever held */
    memory: () => ask('memory', Memory),
    images: () => ask('images', Kept),
    ended,
    isAlive: () => child.exitCode === null && child.signalCode === null,
    /** Ends it without a word. */
    async kill() {
      child.kill('SIGKILL')
      return await ended
    },
  }
}
