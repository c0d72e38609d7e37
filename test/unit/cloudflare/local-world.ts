import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { expect } from 'vitest'
import { connectCloudflare } from '../../../main/cloudflare/index.ts'
import type { BudgetName, Gate, Order, Original, Photo } from '../../../main/engine/ports.ts'
import {
  parseFault,
  startLocalCloud,
  type LocalCloud,
  type LocalCloudOptions,
} from '../../../main/local-cloud/index.ts'
import type { Image, Outcome } from '../../../preload/contract/index.ts'

export type Access = { accountId: string; baseUrl: string; token: string }
export type Place = { access: Access; close(): Promise<void> }

export const plain: Order = { sending: { private: false, creator: null }, metadata: {} }
export const forEver = (): AbortSignal => new AbortController().signal

const nothing = () => undefined
const openGate: Gate = { admit: () => Promise.resolve(), observed: nothing }

export const connect = (access: Access, gate: Gate = openGate, replyMs = 60_000) =>
  connectCloudflare({ profile: 'studio', gate, replyMs, ...access })

/** A local cloud of its own folder, gone with it. */
export async function aLocalCloud(options: Partial<LocalCloudOptions> = {}): Promise<Place & { cloud: LocalCloud }> {
  const folder = await mkdtemp(join(tmpdir(), 'images-api-'))
  const cloud = await startLocalCloud({ folder, port: 0, ...options })
  return {
    cloud,
    access: { accountId: cloud.accountId, baseUrl: cloud.baseUrl, token: cloud.token },
    async close() {
      await cloud.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** A local cloud, a connection to it, and what its gate was told. */
export async function aWorld(options: Partial<LocalCloudOptions> = {}, replyMs?: number) {
  const { cloud, access, close } = await aLocalCloud(options)
  const admitted: BudgetName[] = []
  const left = new Map<BudgetName, number>()
  const gate: Gate = {
    admit: budget => (admitted.push(budget), Promise.resolve()),
    observed: (budget, remaining) => void left.set(budget, remaining),
  }
  const api = connect(access, gate, replyMs)
  return {
    api,
    cloud,
    access,
    told: { admitted, remaining: (budget: BudgetName) => left.get(budget) },
    fault(text: string) {
      const fault = parseFault(text)
      cloud.faults.set(fault.ok ? [fault.value] : expect.fail(fault.because))
    },
    async deliver(photo: Photo): Promise<Image> {
      const reservation = valueOf(await api.reserve(plain, forEver()))
      return valueOf(await api.send(photo, reservation, forEver(), nothing, nothing))
    },
    async [Symbol.asyncDispose]() {
      await api.close()
      await close()
    },
  }
}

/** Noise does not compress, so that a side of 1,200 gives some megabytes. */
export async function aPicture(width = 64): Promise<Buffer> {
  const height = (width * 3) / 4
  const noise = randomBytes(width * height * 3)
  return sharp(noise, { raw: { width, height, channels: 3 } })
    .jpeg({ quality: 90 })
    .toBuffer()
}

export const aPhoto = async (name: string) => photoOf(name, await aPicture())

export function photoOf(name: string, bytes: Buffer): Photo {
  return {
    name,
    type: 'image/jpeg',
    size: bytes.length,
    async *open() {
      for (let start = 0; start < bytes.length; start += 65_536) yield bytes.subarray(start, start + 65_536)
    },
  }
}

/** An original, read to its end. */
export async function bytesOf(original: Original): Promise<Buffer> {
  const chunks: Uint8Array[] = []
  for await (const chunk of original.read()) chunks.push(chunk)
  return Buffer.concat(chunks)
}

export function valueOf<T>(outcome: Outcome<T>): T {
  return outcome.ok ? outcome.value : expect.fail(JSON.stringify(outcome.problem))
}
