import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Outcome } from '../../preload/contract/index.ts'
import { type LocalCloud, type LocalCloudOptions, startLocalCloud } from '../local-cloud/index.ts'

export interface EmbeddedCloud {
  start(): Promise<Outcome<LocalCloud>>
  stop(): Promise<void>
}

/** The local cloud of a home folder: started when the first photo asks for it, in our own process. */
export function createEmbeddedCloud(folder: string): EmbeddedCloud {
  let running: Promise<LocalCloud> | null = null
  return {
    async start() {
      running ??= startOnUsualPort(folder)
      try {
        return { ok: true, value: await running }
      } catch (error) {
        running = null
        const isBusy = error instanceof Error && 'code' in error && error.code === 'EBUSY'
        if (isBusy) return { ok: false, problem: { code: 'local-cloud-in-use', folder } }
        return { ok: false, problem: { code: 'local-cloud-failed', detail: String(error) } }
      }
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
  options: Omit<LocalCloudOptions, 'folder' | 'port'> = {},
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
