import {
  fail,
  type ImageId,
  isServiceId,
  type LinkToSign,
  type Outcome,
  type ProfileName,
  type SignedLink,
  type SigningKeyName,
  succeed,
} from '../../../preload/contract/index.ts'
import type { Clock, Digest, QueueStore } from '../ports.ts'
import type { AccountCalls } from './account-calls.ts'
import { askImage } from './ask-image.ts'
import { inVariant, readDeliveryLink, variantOf } from './delivery-link.ts'
import type { SigningKeys } from './signing-keys.ts'
import { signUrl } from './sign-url.ts'

type Needs = { clock: Clock; digest: Digest; store: QueueStore; calls: AccountCalls; keys: SigningKeys }

type Order = { links: readonly LinkToSign[]; key?: SigningKeyName | undefined; expiresAt: number }
type Signed = { links: SignedLink[]; key: SigningKeyName }

const notSignable = (link: string, detail: string): Outcome<never> => fail({ code: 'link-not-signable', link, detail })

/** Signs links on this computer: all of them or none. */
export function createSignLinks({ clock, digest, store, calls, keys }: Needs) {
  return async (profile: ProfileName, { links, key: name, expiresAt }: Order): Promise<Outcome<Signed>> => {
    if (expiresAt <= clock.now())
      return fail({ code: 'invalid-input', where: 'expiresAt', detail: 'It is in the past; give a time to come.' })
    const key = await keys.pick(profile, name)
    if (!key.ok) return key
    const linkOf = linksIn(profile)
    const signed: SignedLink[] = []
    for (const one of links) {
      const link = 'link' in one ? succeed(one.link) : await linkOf(one.image, one.variant)
      if (!link.ok) return link
      const read = signable(link.value)
      if (!read.ok) return read
      const url = signUrl(read.value.url, key.value.value, expiresAt, digest.sign)
      signed.push({ url, imageId: read.value.id, expiresAt })
    }
    return succeed({ links: signed, key: key.value.name })
  }

  /** For one order: the variants of the account are asked for once at most. */
  function linksIn(profile: ProfileName) {
    let variants: Promise<Outcome<{ id: string }[]>> | null = null

    return async (image: ImageId, variant: string): Promise<Outcome<string>> => {
      if (!isServiceId(image)) return notSignable(image, ownId)
      const links = await linksOf(profile, image)
      if (!links.ok) return links
      const [first] = links.value
      if (first === undefined) return notSignable(image, 'The service names no link of this image.')
      const exact = links.value.find(link => variantOf(link) === variant)
      if (exact !== undefined) return succeed(exact)
      // What we know of the image may be older than the variant.
      variants ??= calls.repeat(profile, (images, signal) => images.variants(signal))
      const listed = await variants
      if (!listed.ok) return listed
      if (!listed.value.some(({ id }) => id === variant)) return fail({ code: 'variant-unknown', variant })
      return succeed(inVariant(first, variant))
    }
  }

  async function linksOf(profile: ProfileName, image: ImageId): Promise<Outcome<readonly string[]>> {
    const mirrored = store.library.get(profile, image)
    if (mirrored !== undefined) return succeed(mirrored.links)
    const receipt = store.receipts.ofImage(profile, image)
    if (receipt !== undefined && receipt.endedAt === undefined) return succeed(receipt.links)
    const asked = await askImage(calls, profile, image)
    return asked.ok ? succeed(asked.value.links) : asked
  }
}

const ownId = 'It has an id of your own; such images are always public and need no signature.'

/** images-api §4.6: no sizes in the link, no ids of one's own. */
function signable(link: string): Outcome<{ url: URL; id: ImageId }> {
  const read = readDeliveryLink(link)
  if (read === null)
    return notSignable(link, 'It is no delivery link: those end in an image id and a variant, such as …/ID/public.')
  const { url, id, variant } = read
  if (variant.includes('='))
    return notSignable(link, 'Sizes written into a link work for public images only; use a variant instead.')
  return id === null ? notSignable(link, ownId) : succeed({ url, id })
}
