import { randomBytes } from 'node:crypto'
import type { DatabaseSync } from 'node:sqlite'
import { createAccess } from './access.ts'
import { createAccountSettings } from './account-settings.ts'
import { loadAccount } from './account.ts'
import type { Cloud } from './cloud.ts'
import { openDatabase } from './database.ts'
import { createFileStore } from './file-store.ts'
import { createImageStore } from './images/image-store.ts'
import { limits } from './limits.ts'
import { listen } from './listen.ts'
import type { LocalCloud, LocalCloudOptions } from './local-cloud.ts'
import { createTrouble } from './misbehaviour/trouble.ts'
import { createSigningKeyStore } from './signing-keys/signing-key-store.ts'
import { createVariantStore } from './variants/variant-store.ts'

/** Starts the offline Images service of one folder on 127.0.0.1. Rejects with the system's error (`EADDRINUSE`, `EBUSY`, …). */
export async function startLocalCloud(options: LocalCloudOptions): Promise<LocalCloud> {
  const database = openDatabase(options.folder)
  try {
    return await start(options, database)
  } catch (error) {
    database.close()
    throw error
  }
}

async function start(options: LocalCloudOptions, database: DatabaseSync): Promise<LocalCloud> {
  const { now = Date.now, random = Math.random, token = randomBytes(32).toString('base64url'), readOnlyToken } = options
  const account = loadAccount(database)
  const images = createImageStore(database, now)
  const trouble = createTrouble(random)
  trouble.set(options.faults ?? [])
  const calls: Record<string, number> = {}
  const count = (name: string) => void (calls[name] = (calls[name] ?? 0) + 1)

  let origin = ''
  const cloud: Cloud = {
    account,
    access: createAccess({ token, readOnlyToken, accountId: account.id, now }),
    settings: createAccountSettings(database),
    images,
    variants: createVariantStore(database),
    signingKeys: createSigningKeyStore(database),
    files: createFileStore({
      folder: options.folder,
      known: images.files(),
      renditionCacheBytes: options.renditionCacheBytes ?? limits.renditionCacheBytes,
      now,
    }),
    trouble,
    now,
    origin: () => origin,
    acceptsAvif: options.acceptsAvif ?? false,
    allowsPrivateSources: options.allowsPrivateSources ?? false,
  }
  if (options.flexibleVariants !== undefined) cloud.settings.change({ flexible_variants: options.flexibleVariants })
  const server = await listen(cloud, options, count)
  origin = `http://127.0.0.1:${server.port}`

  return {
    baseUrl: `${origin}/client/v4`,
    accountId: account.id,
    accountHash: account.hash,
    token,
    deliveryUrl: origin,
    port: server.port,
    faults: { set: trouble.set, list: trouble.list },
    images: () =>
      images.all().map(({ id, uploadedAt, original }) => ({
        id,
        filename: original?.filename ?? null,
        bytes: original?.bytes ?? 0,
        sha256: original?.sha256 ?? '',
        uploadedAt,
        draft: original === null,
      })),
    calls: () => ({ ...calls }),
    async close() {
      await server.close()
      if (database.isOpen) database.close()
    },
  }
}
