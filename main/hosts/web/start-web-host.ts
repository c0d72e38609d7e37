import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import {
  createBridge,
  fail,
  type Outcome,
  type ProfileName,
  succeed,
  type UploadJob,
} from '../../../preload/contract/index.ts'
import { reasonOfSystem } from '../../adapters/problem-of-system.ts'
import type { Engine } from '../../engine/index.ts'
import type { PickedStore } from '../../engine/ports.ts'
import type { Dispatch } from '../dispatch.ts'
import { openDropFolder } from './drop-folder.ts'
import { createDropSpool, type DropSpool } from './drop-spool.ts'
import { createEventStream } from './event-stream.ts'
import { createGuard, entrance } from './guard.ts'
import type { PhotoSources } from './photo-sources.ts'
import { openRoots } from './roots.ts'
import { createRouter } from './router.ts'
import { createSessions } from './sessions.ts'
import { createTickets } from './tickets.ts'
import type { Trials } from './trial/trials.ts'
import type { Shared } from '../shared-as.ts'
import { answerWith } from './answer-with.ts'

export type WebHostOptions = {
  /** Hotfolder's home folder: dropped photos wait there. */
  home: string
  dispatch: Dispatch
  feed: Pick<Engine['feed'], 'listen' | 'since'>
  /** On 127.0.0.1; 0 takes a free one. */
  port: number
  /** The folders a page may choose from. */
  roots: readonly string[]
  /** Where the pages were built. */
  pages: string
  photos: PhotoSources
  trials: Trials
  /** The job of the photo at this path, unless it is delivered. */
  jobAt(profile: ProfileName, path: string): UploadJob | undefined
  isDismissed(profile: ProfileName, path: string): boolean
  sharedAt(profile: ProfileName, path: string): Shared
  picks(): ReturnType<PickedStore['left']>
  log(what: string, error: unknown): void
  now?: () => number
  /** How long a request may take to say what it wants, and how long a body may pause, in ms. */
  patience?: { headersMs: number; quietMs: number }
}

export type WebHost = {
  /** Lets one browser in, once, for ten minutes. */
  url: string
  port: number
  /** Another such address. */
  freshUrl(): string
  /** Hands over what an earlier run was told to send. Call once the engine is started. */
  resumeDrops(): Promise<void>
  /** Ends every line. */
  close(): Promise<void>
}

const usualPatience = { headersMs: 10_000, quietMs: 60_000 }
const mostConnections = 256
const mostHeaderBytes = 16_384
const mostHeaders = 100
const sweepEveryMs = 86_400_000

/** Serves the pages and the engine to browsers on this computer, and to nobody else. */
export async function startWebHost(options: WebHostOptions): Promise<Outcome<WebHost>> {
  const { home, feed, now = Date.now, patience = usualPatience } = options
  const roots = await openRoots({ folders: options.roots, home })
  if (!roots.ok) return roots

  const spool = openSpool(options, now)
  if (!spool.ok) return spool
  const server = createServer({
    headersTimeout: patience.headersMs,
    connectionsCheckingInterval: Math.min(2_000, patience.headersMs),
    // A photo on a slow line takes as long as it takes; bodies are watched for silence instead.
    requestTimeout: 0,
    keepAliveTimeout: 30_000,
    maxHeaderSize: mostHeaderBytes,
  })
  server.maxHeadersCount = mostHeaders
  server.maxConnections = mostConnections
  try {
    server.listen(options.port, '127.0.0.1')
    await once(server, 'listening')
  } catch (error) {
    spool.value.close()
    return fail(whyNot(error, options.port))
  }
  const { port } = server.address() as AddressInfo

  spool.value.sweep()
  const sweeping = setInterval(() => spool.value.sweep(), sweepEveryMs)
  sweeping.unref()

  const tickets = createTickets(now)
  const sessions = createSessions(port)
  const events = createEventStream({ feed })
  const router = createRouter({
    ...options,
    roots: roots.value,
    tickets,
    sessions,
    events,
    spool: spool.value,
    quietMs: patience.quietMs,
  })
  answerWith(server, createGuard(port, sessions), router)

  const freshUrl = () => `http://127.0.0.1:${port}${entrance}?token=${tickets.issue()}`
  return succeed({
    url: freshUrl(),
    port,
    freshUrl,
    resumeDrops: spool.value.resume,
    async close() {
      clearInterval(sweeping)
      events.close()
      spool.value.close()
      const closed = new Promise<void>(resolve => server.close(() => resolve()))
      server.closeAllConnections()
      await closed
    },
  })
}

function openSpool(
  { home, dispatch, feed, jobAt, isDismissed, sharedAt, picks, log }: WebHostOptions,
  now: () => number,
): Outcome<DropSpool> {
  try {
    const folder = openDropFolder(join(home, 'inbox'))
    const bridge = createBridge({ call: dispatch, listen: feed.listen })
    return succeed(createDropSpool({ folder, bridge, feed, jobAt, isDismissed, sharedAt, picks, now, log }))
  } catch (error) {
    return fail({ code: 'home-unusable', path: home, detail: reasonOfSystem(error) })
  }
}

function whyNot(error: unknown, port: number) {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'EADDRINUSE') return { code: 'port-in-use', port } as const
  const detail = error instanceof Error ? error.message : String(error)
  return { code: 'invalid-input', where: 'The port', detail } as const
}
