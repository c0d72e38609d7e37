/** What the service takes in. Sources: Cloudflare's pages on limits, browser TTL and direct creator upload. */
export const limits = {
  fileBytes: 10_485_760,
  /** Of a still, and of all frames of an animation together. */
  areaPixels: 100_000_000,
  /** Animations above this are delivered as they are. */
  transformedAnimationPixels: 50_000_000,
  /** WebP and AVIF are measured by their area alone. */
  sidePixels: 12_000,
  metadataBytes: 1024,
  filenameCharacters: 255,
  customIdCharacters: 1024,
  creatorCharacters: 1024,
  uploadUrlMs: { least: 120_000, usual: 1_800_000, most: 21_600_000 },
  images: 100_000,
  variants: 100,
  // UNCONFIRMED: no source says how many signing keys an account may have (images-api §2.9).
  signingKeys: 100,
  signingKeyNameCharacters: 20,
  /** Of the deprecated list. */
  oldPage: { least: 1, usual: 1000, most: 10_000 },
  page: { least: 10, usual: 1000, most: 10_000 },
  metaFilters: { most: 5, levels: 5, nameCharacters: 100, values: 10 },
  // UNCONFIRMED: how long a batch token lives (images-api §1.5).
  batchTokenMs: 3_600_000,
  /** Calls of one user, of one address, and of one batch token (images-api §1.4, §1.5). */
  userBudget: { quota: 1200, windowSeconds: 300 },
  addressBudget: { quota: 200, windowSeconds: 1 },
  batchBudget: { quota: 200, windowSeconds: 1 },
  browserTtlSeconds: 172_800,
  /** How much of what was rendered is kept on disk, unless told otherwise. */
  renditionCacheBytes: 1_000_000_000,
  /** A rendering that takes longer is given up. */
  renderSeconds: 60,
  requestBytes: 1_048_576,
  /** Of the text fields beside a file. */
  formText: { fields: 500, bytes: 65_536 },
  /** How deep bracketed names may nest. */
  fieldLevels: 32,
  /** How much of a refused upload we read so that the client hears the answer, before we hang up. */
  patienceBytes: 67_108_864,
  /**
   * How long a client may take over a request's headers, and be silent in the middle of a request or an answer.
   * UNCONFIRMED: the service's own limit is in no source, only that it is refused with 5408 (images-api §1.3).
   */
  patience: { headersMs: 20_000, silenceMs: 60_000 },
  /** UNCONFIRMED: how long the service waits for the `url` of an upload, and how often it lets itself be redirected. */
  fetchPatience: { connectMs: 10_000, silenceMs: 15_000, totalMs: 60_000 },
} as const
