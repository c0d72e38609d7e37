import { createHash, randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { onTestFinished } from 'vitest'
import { z } from 'zod'
import { type LocalCloudOptions, startLocalCloud } from '../../../main/local-cloud/index.ts'

const Envelope = z.object({
  success: z.boolean(),
  result: z.record(z.string(), z.unknown()).nullable(),
  result_info: z.null(),
  errors: z.array(z.object({ code: z.number(), message: z.string() })),
  messages: z.array(z.unknown()),
})
const Reserved = z.object({ id: z.string(), uploadURL: z.string() })

/** No token is sent when it is null. */
type Init = { token?: string | null; headers?: Record<string, string>; body?: string | FormData | Buffer<ArrayBuffer> }
export type Answer = {
  status: number
  headers: Headers
  result: Record<string, unknown>
  code: number | undefined
  message: string
}
export type ACloud = Awaited<ReturnType<typeof aCloud>>

/** A folder that is gone when the test ends. */
export function aFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'local-cloud-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** A running local cloud in a folder of its own, and the calls a client makes to it. */
export async function aCloud(options: Partial<LocalCloudOptions> = {}) {
  const folder = options.folder ?? aFolder()
  const cloud = await startLocalCloud({ folder, port: 0, ...options })
  onTestFinished(() => cloud.close())
  const account = `${cloud.baseUrl}/accounts/${cloud.accountId}/images`

  const call = async (method: string, path: string, init: Init = {}): Promise<Answer> => {
    const { token = cloud.token, headers, ...rest } = init
    const url = path.startsWith('http') ? path : account + path
    const authorization = token === null ? {} : { authorization: `Bearer ${token}` }
    return await read(await fetch(url, { method, headers: { ...authorization, ...headers }, ...rest }))
  }
  return {
    ...cloud,
    folder,
    call,
    /** A call with JSON. */
    json: (method: string, path: string, body: unknown, token = cloud.token) =>
      call(method, path, { token, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    /** An upload in one call, of a file if there is one. */
    upload: (fields: Record<string, string>, bytes?: Uint8Array, name = 'dune.jpg') => {
      const body = new FormData()
      for (const [field, value] of Object.entries(fields)) body.append(field, value)
      if (bytes) body.append('file', new File([new Uint8Array(bytes)], name, { type: 'image/jpeg' }))
      return call('POST', '/v1', { body })
    },
    /** A call whose answer is no envelope. */
    fetch: (path: string, method = 'GET', token = cloud.token) =>
      fetch(account + path, { method, headers: { authorization: `Bearer ${token}` } }),
    reserve: async (fields: Record<string, string> = {}) => {
      const body = new FormData()
      for (const [name, value] of Object.entries({ requireSignedURLs: 'false', ...fields })) body.append(name, value)
      return Reserved.parse((await call('POST', '/v2/direct_upload', { body })).result)
    },
  }
}

async function read(response: Response): Promise<Answer> {
  const envelope = Envelope.parse(await response.json())
  const { code, message = '' } = envelope.errors[0] ?? {}
  return { status: response.status, headers: response.headers, result: envelope.result ?? {}, code, message }
}

/** Posts a form with one file, as a browser would. */
export async function send(url: string, bytes: Uint8Array, name = 'dune.jpg', type = 'image/jpeg'): Promise<Answer> {
  const body = new FormData()
  body.append('file', new File([new Uint8Array(bytes)], name, { type }))
  return await read(await fetch(url, { method: 'POST', body }))
}

/** Whether this part of the work ended in a broken line instead of an answer. */
export const breaks = (work: Promise<unknown>): Promise<boolean> =>
  work.then(
    () => false,
    () => true,
  )

/** An upload that goes on only when told. */
export function aSlowUpload(url: string, bytes: Uint8Array, more: Record<string, string> = {}) {
  const boundary = randomUUID()
  const head = Buffer.from(
    `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="slow.jpg"\r\nContent-Type: image/jpeg\r\n\r\n`,
  )
  const form = Buffer.concat([head, bytes, Buffer.from(`\r\n--${boundary}--\r\n`)])
  const type = `multipart/form-data; boundary=${boundary}`
  const headers = { ...more, 'content-type': type, 'content-length': form.length }
  const outgoing = request(url, { method: 'POST', headers })
  const answer = new Promise<Answer>((resolve, reject) => {
    outgoing.on('error', reject)
    outgoing.on('response', incoming => {
      const chunks: Buffer[] = []
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk))
      incoming.on('error', reject)
      incoming.on('end', () => {
        read(new Response(Buffer.concat(chunks).toString(), { status: incoming.statusCode ?? 0 })).then(resolve, reject)
      })
    })
  })
  // Who does not wait for the answer does not want to hear how it failed either.
  void breaks(answer)
  let sent = 0
  return {
    answer,
    /** Resolves when the bytes were handed to the system. */
    sendUntil: async (fraction: number) => {
      const part = form.subarray(sent, Math.floor(form.length * fraction))
      sent += part.length
      await new Promise(resolve => outgoing.write(part, resolve))
    },
    finish: async () => {
      outgoing.end(form.subarray(sent))
      return await answer
    },
    abort: () => outgoing.destroy(),
  }
}

type Look = { width?: number; height?: number; orientation?: number }

/** A JPEG of noise, so that it does not compress away. */
export async function aPhoto({ width = 640, height = 480, orientation = 1 }: Look = {}): Promise<Buffer> {
  const background = { r: 120, g: 120, b: 120 }
  const noise = { type: 'gaussian' as const, mean: 128, sigma: 40 }
  const picture = sharp({ create: { width, height, channels: 3, background, noise } })
  return await picture.withMetadata({ orientation }).jpeg({ quality: 90 }).toBuffer()
}

export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

/** Asks again and again until it is so; fails after ten seconds. */
export async function until(isSo: () => boolean): Promise<void> {
  const deadline = Date.now() + 10_000
  while (!isSo()) {
    if (Date.now() > deadline) throw new Error('it never came to be')
    await new Promise(resolve => setTimeout(resolve, 5))
  }
}

/** A clock the test moves. */
export function aClock(at = Date.UTC(2026, 0, 2, 3, 4, 5)) {
  const clock = { at, now: () => clock.at, pass: (seconds: number) => void (clock.at += seconds * 1000) }
  return clock
}
