import { z } from 'zod'
import { fail, succeed } from '../../preload/contract/index.ts'
import type { Gate, ImagesApi } from '../engine/ports.ts'
import { createBatchLane } from './batch-lane.ts'
import { createCallApi } from './call-api.ts'
import { imageOf } from './image-of.ts'
import { officialClient } from './official-client.ts'
import { openLines } from './open-lines.ts'
import { isAbsent, problemOf, type Asked } from './problem-of.ts'
import { createReserve } from './reserve.ts'
import { createSend } from './send.ts'

export type CloudflareOptions = {
  profile: string
  accountId: string
  /** With its prefix, e.g. `https://api.cloudflare.com/client/v4`. */
  baseUrl: string
  token: string
  gate: Gate
  /** How long the service may be silent once it has everything, in ms. */
  replyMs?: number
  /** Ms since 1970, for expiry times only. */
  now?: () => number
}

const Stats = z.object({ count: z.object({ current: z.number(), allowed: z.number() }) })

/** Speaks to one account at Cloudflare, or at anything that answers like it. Opens no connection by itself. */
export function connectCloudflare(options: CloudflareOptions): ImagesApi {
  const { profile, accountId, token, gate, replyMs = 60_000, now = Date.now } = options
  const baseUrl = options.baseUrl.replace(/\/+$/, '')
  const dispatcher = openLines()
  const closing = new AbortController()

  const callApi = createCallApi(gate, replyMs)
  const client = officialClient(baseUrl, token, dispatcher, replyMs)
  const lane = createBatchLane({
    askToken: () =>
      callApi('account', call => client.get(`/accounts/${accountId}/images/v1/batch_token`, call), closing.signal),
    connect: batchToken => officialClient(batchHost(baseUrl), batchToken, dispatcher, replyMs),
    now,
  })
  const account = { account_id: accountId }
  const asked = (purpose: Asked['for']): Asked => ({ profile, accountId, for: purpose })

  return {
    reserve: createReserve({ client, lane, callApi, profile, accountId, now }),
    send: createSend({ dispatcher, profile, accountId, replyMs, now }),

    async ask(id, signal) {
      const answer = await callApi('account', call => client.images.v1.get(id, account, call), signal)
      if (!answer.ok) return answer
      if (isAbsent(answer.value)) return succeed({ kind: 'absent' })
      if (!answer.value.succeeded) return fail(problemOf(answer.value, asked('read')))
      const image = imageOf(answer.value.result, now())
      if (image.kind !== 'absent') return succeed(image)
      return fail({ code: 'not-understood', status: answer.value.status, detail: 'no image in the reply' })
    },

    async discard(id, signal) {
      const answer = await callApi('account', call => client.images.v1.delete(id, account, call), signal)
      if (!answer.ok) return answer
      if (answer.value.succeeded || isAbsent(answer.value)) return succeed(undefined)
      return fail(problemOf(answer.value, asked('write')))
    },

    async use(signal) {
      const answer = await callApi('account', call => client.images.v1.stats.get(account, call), signal)
      if (!answer.ok) return answer
      if (!answer.value.succeeded) return fail(problemOf(answer.value, asked('read')))
      const stats = Stats.safeParse(answer.value.result)
      if (stats.success) return succeed(stats.data.count)
      return fail({ code: 'not-understood', status: answer.value.status, detail: 'no count in the reply' })
    },

    async close() {
      closing.abort()
      await dispatcher.destroy()
    },
  }
}

/** Where batch tokens are good: Cloudflare's own host, else the origin of the base URL (images-api §1.5). */
function batchHost(baseUrl: string): string {
  const { hostname, origin } = new URL(baseUrl)
  return hostname === 'api.cloudflare.com' ? 'https://batch.imagedelivery.net' : origin
}
