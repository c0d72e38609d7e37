import sharp, { type Metadata } from 'sharp'
import { type AccountSettings, createAccountSettings } from '../../../main/local-cloud/account-settings.ts'
import { openDatabase } from '../../../main/local-cloud/database.ts'
import type { LocalCloudOptions } from '../../../main/local-cloud/index.ts'
import { createSigningKeyStore } from '../../../main/local-cloud/signing-keys/signing-key-store.ts'
import { VariantOptions } from '../../../main/local-cloud/variants/variant.ts'
import { createVariantStore } from '../../../main/local-cloud/variants/variant-store.ts'
import { type ACloud, aCloud, aFolder, send } from './a-cloud.ts'

type AVariant = Partial<VariantOptions> & { alwaysPublic?: boolean }
type Wish = Partial<LocalCloudOptions> & { variants?: Record<string, AVariant>; settings?: Partial<AccountSettings> }
export type Delivered = { status: number; headers: Headers; bytes: Buffer; text: string }
export type ADelivery = Awaited<ReturnType<typeof aDelivery>>

/** A running local cloud with these variants and settings, where pictures are put and fetched. Options are switched on. */
export async function aDelivery({ variants = {}, settings = {}, folder = aFolder(), ...options }: Wish = {}) {
  const keys = prepare(folder, variants, { flexible_variants: true, ...settings })
  const cloud = await aCloud({ folder, acceptsAvif: true, ...options })
  return { ...cloud, keys, ...counter(cloud) }
}

/** Where to put and fetch pictures. */
function counter(cloud: ACloud) {
  const link = (id: string, last: string) => `${cloud.deliveryUrl}/${cloud.accountHash}/${id}/${last}`
  const fetchLink = async (url: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Delivered> => {
    const response = await fetch(url, { method, headers })
    const bytes = Buffer.from(await response.arrayBuffer())
    return { status: response.status, headers: response.headers, bytes, text: bytes.toString() }
  }
  return {
    link,
    fetchLink,
    /** Uploads a picture and gives its id. */
    put: async (bytes: Uint8Array, fields: Record<string, string> = {}): Promise<string> => {
      const { id, uploadURL } = await cloud.reserve(fields)
      const answer = await send(uploadURL, bytes)
      if (answer.status !== 200) throw new Error(`the picture was refused with ${answer.code}`)
      return id
    },
    get: (id: string, last: string, headers: Record<string, string> = {}) => fetchLink(link(id, last), headers),
  }
}

/** Written before the cloud starts: what people set is not what these tests are about. */
function prepare(folder: string, variants: Record<string, AVariant>, settings: Partial<AccountSettings>): string[] {
  using database = openDatabase(folder)
  const store = createVariantStore(database)
  for (const [id, { alwaysPublic = false, ...options }] of Object.entries(variants)) {
    const variant = { id, options: VariantOptions.parse(options), neverRequireSignedURLs: alwaysPublic }
    if (!store.add(variant)) store.replace(variant)
  }
  createAccountSettings(database).change(settings)
  const keys = createSigningKeyStore(database)
  keys.add('second')
  return keys.all().map(key => key.value)
}

/** What a delivered picture is; fails when it is none. */
export const look = (delivered: Delivered): Promise<Metadata> =>
  delivered.status === 200
    ? sharp(delivered.bytes).metadata()
    : Promise.reject(new Error(`${delivered.status} ${delivered.text}`))
