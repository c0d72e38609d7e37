import sharp from 'sharp'
import type { LocalCloud } from '../../../main/local-cloud/index.ts'

type Wanted = {
  name?: string
  id?: string
  private?: boolean
  creator?: string
  metadata?: Record<string, unknown>
}

let made = 0

/** An image on the account that no command of ours put there; answers with its id. */
export async function putImage(cloud: LocalCloud, wanted: Wanted = {}): Promise<string> {
  made += 1
  const background = { r: made % 256, g: (made >> 8) % 256, b: 90 }
  const bytes = await sharp({ create: { width: 60, height: 40, channels: 3, background } })
    .jpeg()
    .toBuffer()
  const form = new FormData()
  form.set('file', new Blob([new Uint8Array(bytes)], { type: 'image/jpeg' }), wanted.name ?? `photo ${made}.jpg`)
  form.set('requireSignedURLs', String(wanted.private ?? false))
  if (wanted.id !== undefined) form.set('id', wanted.id)
  if (wanted.creator !== undefined) form.set('creator', wanted.creator)
  if (wanted.metadata !== undefined) form.set('metadata', JSON.stringify(wanted.metadata))
  const answer = await fetch(`${cloud.baseUrl}/accounts/${cloud.accountId}/images/v1`, {
    method: 'POST',
    headers: { authorization: `Bearer ${cloud.token}` },
    body: form,
  })
  const { result } = (await answer.json()) as { result: { id: string } | null }
  if (result === null) throw new Error(`the cloud refused the image: HTTP ${answer.status}`)
  return result.id
}

/** Many of them, numbered from 0; answers with their ids. */
export async function putImages(cloud: LocalCloud, count: number, wanted: Wanted = {}): Promise<string[]> {
  const ids: string[] = []
  for (let n = 0; n < count; n += 1) ids.push(await putImage(cloud, { ...wanted, name: `photo ${n}.jpg` }))
  return ids
}
