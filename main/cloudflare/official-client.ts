import { Cloudflare } from 'cloudflare'
import type { Dispatcher } from 'undici'
import { fetchThrough } from './undici-fetch.ts'

// The longest the platform can wait.
const forEverMs = 2 ** 31 - 1

/** The official package, pointed at one service with one token, saying nothing and retrying nothing. */
export function officialClient(baseURL: string, apiToken: string, dispatcher: Dispatcher, quietMs: number): Cloudflare {
  return new Cloudflare({
    baseURL,
    apiToken,
    // Left out, the package would take these from the environment and send them beside the token.
    apiKey: null,
    apiEmail: null,
    userServiceKey: null,
    // Our own pacing decides when to try again.
    maxRetries: 0,
    // The package measures the whole of a call, so that 10 MB on a slow line would never arrive; we measure silence.
    timeout: forEverMs,
    defaultHeaders: { 'x-stainless-timeout': null },
    logLevel: 'off',
    fetch: fetchThrough(dispatcher, quietMs),
  })
}
