import type { Gate, ImagesApi } from '../engine/ports.ts'
import { accountCalls } from './account-calls.ts'
import type { Account } from './account.ts'
import { batchHost } from './batch-host.ts'
import { createBatchLane } from './batch-lane.ts'
import { createCallAccount } from './call-account.ts'
import { createCallApi, wholeAnswer } from './call-api.ts'
import { createCallEither } from './call-either.ts'
import { createCreate } from './create-image.ts'
import { createOriginal } from './fetch-original.ts'
import { imageCalls } from './image-calls.ts'
import { keyCalls } from './key-calls.ts'
import { imageLists } from './list-images.ts'
import { officialClient } from './official-client.ts'
import { openLines } from './open-lines.ts'
import { createReserve } from './reserve.ts'
import { createSend } from './send.ts'
import { variantCalls } from './variant-calls.ts'

export type CloudflareOptions = {
  profile: string
  accountId: string
  /** With its prefix, e.g. `https://api.cloudflare.com/client/v4`. */
  baseUrl: string
  token: string
  gate: Gate
  /** How long a line may be silent, in ms; for a photo on its way that counts once the service has everything. */
  replyMs?: number
  /** Ms since 1970, for expiry times only. */
  now?: () => number
}

/** Speaks to one account at Cloudflare, or at anything that answers like it. Opens no connection by itself. */
export function connectCloudflare(options: CloudflareOptions): ImagesApi {
  const { profile, accountId, token, gate, replyMs = 60_000, now = Date.now } = options
  const baseUrl = options.baseUrl.replace(/\/+$/, '')
  const dispatcher = openLines()
  const closing = new AbortController()

  const callApi = createCallApi({ gate, profile, token })
  const client = officialClient(baseUrl, token, dispatcher, replyMs)
  const askToken = (options: { signal: AbortSignal }) =>
    client.get(`/accounts/${accountId}/images/v1/batch_token`, options)
  const lane = createBatchLane({
    askToken: () => callApi('account', askToken, wholeAnswer, closing.signal),
    connect: batchToken => officialClient(batchHost(baseUrl), batchToken, dispatcher, replyMs),
    now,
  })
  const call = createCallAccount({ profile, accountId, callEither: createCallEither(callApi, lane) })
  const account: Account = { client, accountId, call, now }

  return {
    reserve: createReserve(account),
    send: createSend({ dispatcher, profile, accountId, replyMs, now }),
    create: createCreate(account),
    original: createOriginal({ client, accountId, callApi, profile }),
    ...imageCalls(account),
    ...imageLists(account),
    ...variantCalls(account),
    ...keyCalls(account),
    ...accountCalls(account),

    async close() {
      closing.abort()
      await dispatcher.destroy()
    },
  }
}
