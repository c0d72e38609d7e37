import { connectCloudflare } from '../../main/cloudflare/index.ts'
import type { ImagesApi, Order } from '../../main/engine/ports.ts'
import type { Image, Outcome } from '../../preload/contract/index.ts'
import { makePhoto } from '../fixtures/make-photo.ts'
import type { World } from './a-world.ts'

const never = new AbortController().signal

/** Somebody else who works on the same account, past our engine. */
export interface AnotherDesk {
  upload(name: string, seed: number, order?: Partial<Order>): Promise<Image>
  edit(id: string, change: Parameters<ImagesApi['edit']>[1]): Promise<Image>
  delete(id: string): Promise<void>
  images: ImagesApi
}

export function anotherDesk(world: World): AnotherDesk {
  const { accountId, baseUrl, token } = world.cloud
  const gate = { admit: () => Promise.resolve(), observed: () => undefined }
  const images = connectCloudflare({ profile: 'other', accountId, baseUrl, token, gate, now: world.clock.now })
  return {
    images,
    async upload(name, seed, order = {}) {
      const bytes = await makePhoto({ seed, width: 64, height: 48 })
      const photo = {
        name,
        type: 'image/jpeg',
        size: bytes.length,
        async *open() {
          yield bytes
        },
      }
      const plain: Order = { sending: { private: false, creator: null }, metadata: {} }
      return must(await images.create({ kind: 'file', photo }, { ...plain, ...order }, never))
    },
    edit: async (id, change) => must(await images.edit(id, change, never)),
    delete: async id => must(await images.discard(id, never)),
  }
}

/** The value of an outcome that a test counts on. */
export function must<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.problem))
  return outcome.value
}
