import Cloudflare from 'cloudflare'
import type { ACloud } from './a-cloud.ts'

/** The official package, connected to a local cloud; it asks once and never again. */
export const aClient = (cloud: ACloud, apiToken = cloud.token): Cloudflare =>
  new Cloudflare({ apiToken, baseURL: cloud.baseUrl, maxRetries: 0 })
