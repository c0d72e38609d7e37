import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { startLocalCloud } from '../../../main/local-cloud/index.ts'
import { aCloud, aFolder, aPhoto, aSlowUpload, breaks, send, sha256, until } from './a-cloud.ts'

const photo = await aPhoto()
const originals = (folder: string) => readdirSync(join(folder, 'originals'))

describe('after a restart', () => {
  it('account, images and drafts are as they were, and the token is new', async () => {
    const first = await aCloud()
    const kept = await first.reserve()
    await send(kept.uploadURL, photo)
    const draft = await first.reserve({ metadata: '{"a":1}' })
    await first.close()

    const second = await aCloud({ folder: first.folder, port: first.port })
    // Fetch keeps its line to the first run until it notices that it is dead.
    await breaks(fetch(second.deliveryUrl))
    const delivered = await fetch(`${second.deliveryUrl}/${second.accountHash}/${kept.id}/public`)

    expect(second).toMatchObject({ accountId: first.accountId, accountHash: first.accountHash })
    expect(second.token).not.toBe(first.token)
    expect(second.images().filter(image => !image.draft)).toMatchObject([{ id: kept.id, sha256: sha256(photo) }])
    expect((await second.call('GET', `/v1/${draft.id}`)).result).toMatchObject({ draft: true, meta: { a: 1 } })
    expect(await send(draft.uploadURL, photo)).toMatchObject({ status: 200 })
    expect(delivered.status).toBe(200)
  })

  it('files that belong to no image are gone', async () => {
    const first = await aCloud()
    const { uploadURL } = await first.reserve()
    await send(uploadURL, photo)
    await first.close()
    writeFileSync(join(first.folder, 'originals', 'left-behind'), 'half a photo')

    await aCloud({ folder: first.folder })

    expect(originals(first.folder)).toHaveLength(1)
  })
})

type Upload = (images: string, token: string, bytes: Uint8Array) => Promise<number>

const toItsUrl: Upload = async (images, token, bytes) => {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
  const answer = await fetch(`${images}/v2/direct_upload`, { method: 'POST', headers, body: '{}' })
  const { result } = z.object({ result: z.object({ uploadURL: z.string() }) }).parse(await answer.json())
  return (await send(result.uploadURL, bytes)).status
}

const inOneCall: Upload = async (images, token, bytes) => {
  const body = new FormData()
  body.append('file', new File([new Uint8Array(bytes)], 'dune.jpg'))
  return (await fetch(`${images}/v1`, { method: 'POST', headers: { authorization: `Bearer ${token}` }, body })).status
}

describe('killed in the middle of uploads', () => {
  it.each([
    ['to one-time URLs', toItsUrl],
    ['in one call', inOneCall],
  ])('%s leaves no image without its bytes and no bytes without their image', async (_where, upload) => {
    const folder = aFolder()
    const token = 'for-this-test'
    const sent = Array.from({ length: 30 }, (_, index) => Buffer.concat([photo, Buffer.from(`photo ${index}`)]))
    const runner = join(import.meta.dirname, 'run-cloud.ts')

    const promised: string[] = []
    for (let round = 0; round < 3; round += 1) {
      const child = spawn(process.execPath, [runner, folder, token], { stdio: ['ignore', 'pipe', 'inherit'] })
      const [line] = await once(child.stdout, 'data')
      const { baseUrl, accountId } = z
        .object({ baseUrl: z.string(), accountId: z.string() })
        .parse(JSON.parse(String(line)))
      const exited = once(child, 'exit')
      let answered = 0
      const uploads = sent.slice(round * 10, round * 10 + 10).map(async bytes => {
        const status = await upload(`${baseUrl}/accounts/${accountId}/images`, token, bytes)
        if (status !== 200) throw new Error(`answered ${status}`)
        promised.push(sha256(bytes))
        answered += 1
        if (answered === round + 3) child.kill('SIGKILL')
      })
      await Promise.allSettled(uploads)
      child.kill('SIGKILL')
      await exited
    }
    const cloud = await aCloud({ folder })

    const kept = cloud.images().filter(image => !image.draft)
    const hashes = kept.map(image => image.sha256)
    expect(promised.length).toBeGreaterThan(5)
    expect(promised.filter(hash => !hashes.includes(hash))).toEqual([])
    expect(originals(folder)).toHaveLength(kept.length)
    for (const { id } of kept) {
      const delivered = await fetch(`${cloud.deliveryUrl}/${cloud.accountHash}/${id}/public`)
      expect(delivered.status).toBe(200)
    }
  })
})

describe('a start that cannot be', () => {
  it('says that the port is taken, and leaves the folder free', async () => {
    const other = await aCloud()
    const folder = aFolder()

    await expect(startLocalCloud({ folder, port: other.port })).rejects.toMatchObject({ code: 'EADDRINUSE' })

    expect(await aCloud({ folder })).toMatchObject({ folder })
  })

  it('says that another one uses the folder', async () => {
    const { folder } = await aCloud()

    await expect(startLocalCloud({ folder, port: 0 })).rejects.toMatchObject({ code: 'EBUSY' })
  })
})

describe('closing', () => {
  it('breaks what is under way at once: uploads, held answers, idle lines', async () => {
    const cloud = await aCloud()
    const { uploadURL } = await cloud.reserve()
    const upload = aSlowUpload(uploadURL, photo)
    await upload.sendUntil(0.5)
    await until(() => originals(cloud.folder).length === 1)
    cloud.faults.set([{ kind: 'latency', ms: 60_000 }])
    const held = breaks(cloud.call('GET', '/v1/stats'))
    const idle = connect(cloud.port, '127.0.0.1')
    const idleClosed = once(idle, 'close')
    await until(() => cloud.calls()['GET stats'] === 1 && idle.readyState === 'open')

    const broke = breaks(upload.answer)
    const start = performance.now()
    await cloud.close()

    expect(performance.now() - start).toBeLessThan(2000)
    expect(await held).toBe(true)
    expect(await broke).toBe(true)
    await idleClosed
    expect(originals(cloud.folder)).toEqual([])
  })
})
