import type { Image, Outcome, ProfileName } from '../../preload/contract/index.ts'
import { writeLink } from '../format/link-forms.ts'
import type { Desk } from '../state/desk.ts'
import { selectedImages } from './bulk-orders.ts'
import { copyText, formAtHand, usualLink } from './link-actions.ts'

/** A private image has no link that works without an end. */
const signedForMs = 7 * 86_400_000
const mostSignedAtOnce = 1_000

/** One link per selected image, in the form used last, a line each; those of private images signed. */
export async function copyImageLinks(desk: Desk): Promise<void> {
  const { profile } = desk.library.view.get()
  if (profile === null) return
  const images = await desk.library.imagesOf(selectedImages(desk))
  const signed = await signedLinks(desk, profile, images)
  if (!signed.ok) return desk.tell({ kind: 'problem', problem: signed.problem })
  const form = formAtHand(desk.view().preferences.linkForm)
  const lines = images.flatMap(image => {
    const link = signed.value.get(image.id) ?? usualLink(image.links)
    return link === undefined ? [] : [writeLink(form, link, image.filename ?? image.id)]
  })
  if (lines.length === 0) return
  await copyText(desk, lines.join('\n'), lines.length)
  if (signed.value.size > 0) desk.tell({ kind: 'copiedSigned', count: signed.value.size })
}

async function signedLinks(
  { bridge }: Desk,
  profile: ProfileName,
  images: readonly Image[],
): Promise<Outcome<ReadonlyMap<string, string>>> {
  const links = images.flatMap(image => {
    const link = usualLink(image.links)
    const variant = link?.slice(link.lastIndexOf('/') + 1)
    return image.private && variant !== undefined ? [{ image: image.id, variant: decodeURIComponent(variant) }] : []
  })
  const found = new Map<string, string>()
  const expiresAt = Date.now() + signedForMs
  for (let from = 0; from < links.length; from += mostSignedAtOnce) {
    const some = links.slice(from, from + mostSignedAtOnce)
    const signed = await bridge.signLinks({ profile, links: some, expiresAt })
    if (!signed.ok) return signed
    for (const [at, { url }] of signed.value.links.entries()) {
      const image = some[at]?.image
      if (image !== undefined) found.set(image, url)
    }
  }
  return { ok: true, value: found }
}
