import type { Fault } from './misbehaviour/fault.ts'

export type LocalCloudOptions = {
  /** Everything is kept here, across restarts; one local cloud at a time. */
  folder: string
  /** 0: a free one */
  port: number
  /** The bearer token accepted; a fresh one for this run when left out. */
  token?: string
  /** A second token, which may only read. */
  readOnlyToken?: string
  /** ms since 1970 */
  now?: () => number
  /** For faults: 0 ≤ fraction < 1 */
  random?: () => number
  faults?: readonly Fault[]
  /** How many calls a user has; Cloudflare grants 1200 in 300 s. With it, addresses and batch tokens are limited too; off when null. */
  rateLimit?: { quota: number; windowSeconds: number } | null
  /** How much of what was rendered is kept on disk; 1 GB when left out. */
  renditionCacheBytes?: number
  /** Whether AVIF may be uploaded, as on an enterprise plan. */
  acceptsAvif?: boolean
  /** ms a client may take over a request's headers, and be silent in the middle of a request or an answer */
  patience?: { headersMs: number; silenceMs: number }
  /** Whether an upload by URL may come from this computer or its own network. */
  allowsPrivateSources?: boolean
  /** Switches flexible variants on or off at the start; left out, they stay as the folder has them. */
  flexibleVariants?: boolean
}

/** What was received, or for drafts: what is awaited. */
export type KeptImage = {
  id: string
  filename: string | null
  bytes: number
  sha256: string
  uploadedAt: number
  draft: boolean
}

/** A running local cloud. */
export type LocalCloud = {
  baseUrl: string
  accountId: string
  accountHash: string
  token: string
  /** Delivery is at `<deliveryUrl>/<accountHash>/<imageId>/<variant>`. */
  deliveryUrl: string
  port: number
  faults: { set(faults: readonly Fault[]): void; list(): readonly Fault[] }
  images(): KeptImage[]
  /** How often each call came, by method and name: `POST direct_upload`, `POST upload`, `GET image`, `GET delivery`, … */
  calls(): Record<string, number>
  close(): Promise<void>
}
