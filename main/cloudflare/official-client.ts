import { Cloudflare } from 'cloudflare'
import type { Dispatcher } from 'undici'
import { fetchThrough } from './undici-fetch.ts'

/** The official package, pointed at one service with one token, saying nothing and retrying nothing. */
export function officialClient(baseURL: string, apiToken: string, dispatcher: Dispatcher, replyMs: number): Cloudflare {
  return new Cloudflare({
    baseURL,
    apiToken,
    // Left out, the package would take these from the environment and send them beside the token.
    apiKey: null,
    apiEmail: null,
    userServiceKey: null,
    // Our own pacing decides when to try again.
    maxRetries: 0,
    timeout: replyMs,
    logLevel: 'off',
    fetch: fetchThrough(dispatcher),
  })
}
