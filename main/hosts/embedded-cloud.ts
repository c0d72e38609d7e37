import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Outcome } from '../../preload/contract/index.ts'
import { type LocalCloud, type LocalCloudOptions, startLocalCloud } from '../local-cloud/index.ts'

/** What a client needs to speak to a local cloud. */
export type LocalCloudAddress = Pick<LocalCloud, 'baseUrl' | 'accountId' | 'token' | 'accountHash' | 'deliveryUrl'>

export interface EmbeddedCloud {
  start(): Promise<Outcome<LocalCloud>>
  /** Starts it, and throws what keeps it from starting. */
  address(): Promise<LocalCloudAddress>
  stop(): Promise<void>
}

/** The local cloud of a home folder: started when the first photo asks for it, in our own process. */
export function createEmbeddedCloud(folder: string): EmbeddedCloud {
  let running: Promise<LocalCloud> | null = null

  async function start(): Promise<Outcome<LocalCloud>> {
    running ??= startOnUsualPort(folder)
    try {
      return { ok: true, value: await running }
    } catch (error) {
      running = null
      return { ok: false, problem: { code: 'unexpected', detail: `the local cloud did not start: ${String(error)}` } }
    }
  }

  return {
    start,
    async address() {
      const started = await start()
      if (!started.ok)
        throw new Error(started.problem.code === 'unexpected' ? started.problem.detail : started.problem.code)
      const { baseUrl, accountId, token, accountHash, deliveryUrl } = started.value
      return { baseUrl, accountId, token, accountHash, deliveryUrl }
    },
    async stop() {
      const cloud = await running?.catch(() => null)
      running = null
      await cloud?.close()
    },
  }
}

/** Links hold the port, so the same folder keeps the same one for as long as it is free. */
export async function startOnUsualPort(
  folder: string,
  options: Pick<LocalCloudOptions, 'faults' | 'token'> = {},
): Promise<LocalCloud> {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const kept = join(folder, 'port')
  const cloud = await startLocalCloud({ ...options, folder, port: usualPort(kept) }).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')
      return startLocalCloud({ ...options, folder, port: 0 })
    throw error
  })
  writeFileSync(kept, String(cloud.port))
  return cloud
}

function usualPort(kept: string): number {
  try {
    const port = Number(readFileSync(kept, 'utf8'))
    return Number.isInteger(port) && port > 0 && port < 65_536 ? port : 0
  } catch {
    // No port was ever chosen: any free one will do.
    return 0
  }
}
