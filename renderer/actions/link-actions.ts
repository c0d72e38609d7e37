import {
  type Image,
  type ImageId,
  type Outcome,
  type ProfileName,
  succeed,
  type UploadJob,
  type Variant,
} from '../../preload/contract/index.ts'
import { linkedPicture, variantAtHand } from '../format/linked-picture.ts'
import { type LinkedPicture, type LinkStyle, writeLink } from '../format/link-forms.ts'
import { faultOf } from '../format/link-template.ts'
import { variantOf } from '../format/variant-link.ts'
import type { Desk } from '../state/desk.ts'
import type { View } from '../state/view.ts'
import type { Action } from './action.ts'
import { selectedImages } from './bulk-orders.ts'

export const isDelivered = (job: UploadJob): boolean => job.state.kind === 'delivered'

/** As a link was copied last. */
export const linkStyleOf = ({ preferences }: View): LinkStyle => ({
  form: preferences.linkForm,
  template: preferences.linkTemplate,
})

/** An image by the copy of the account’s list on this computer; undefined where it is not in it. Asks nobody. */
export async function mirroredImage(
  { bridge }: Desk,
  profile: ProfileName,
  id: ImageId,
): Promise<Outcome<Image | undefined>> {
  const found = await bridge.searchLibrary({ profile, text: id, limit: 10 })
  return found.ok ? succeed(found.value.images.find(image => image.id === id)) : found
}

/** The same; only what is not in the copy yet is asked for. */
export async function findImage(desk: Desk, profile: ProfileName, id: ImageId): Promise<Outcome<Image>> {
  const mirrored = await mirroredImage(desk, profile, id)
  if (!mirrored.ok) return mirrored
  if (mirrored.value !== undefined) return succeed(mirrored.value)
  const asked = await desk.bridge.getImage({ profile, image: id })
  return asked.ok ? succeed(asked.value.image) : asked
}

/** `name`: what the photo was called on this computer. */
type Wanted = { readonly profile: ProfileName; readonly image: ImageId; readonly name?: string }

/** As many as the engine takes at once. */
const together = 1_000
/** A private image has no link that works without an end. */
const signedForMs = 7 * 86_400_000

/** Copies one link per image, a line each, in the form and the variant that were used last; signed where the image is private. */
async function copyLinksTo(desk: Desk, wanted: readonly Wanted[]): Promise<void> {
  const style = linkStyleOf(desk.view())
  const fault = style.form === 'template' ? faultOf(style.template) : null
  if (fault !== null) {
    const detail = fault.kind === 'empty' ? style.template : `{${fault.name}}`
    return desk.tell({ kind: 'problem', problem: { code: 'invalid-input', where: 'template', detail } })
  }
  const lines: string[] = []
  let signed = 0
  for (const [profile, ofProfile] of Map.groupBy(wanted, one => one.profile))
    for (let at = 0; at < ofProfile.length; at += together) {
      const written = await linesOf(desk, style, profile, ofProfile.slice(at, at + together))
      if (!written.ok) return desk.tell({ kind: 'problem', problem: written.problem })
      lines.push(...written.value.lines)
      signed += written.value.signed
    }
  if (lines.length === 0) return
  await copyText(desk, lines.join('\n'), lines.length)
  if (signed > 0) desk.tell({ kind: 'copiedSigned', count: signed })
}

type Lines = { readonly lines: readonly string[]; readonly signed: number }

async function linesOf(
  desk: Desk,
  style: LinkStyle,
  profile: ProfileName,
  wanted: readonly Wanted[],
): Promise<Outcome<Lines>> {
  const images = await findImages(
    desk,
    profile,
    wanted.map(one => one.image),
  )
  if (!images.ok) return images
  const variants = await variantsFor(desk, style, profile)
  if (!variants.ok) return variants
  const last = desk.view().preferences.linkVariant
  const pictures = wanted.flatMap(({ image: id, name }) => {
    const image = images.value.get(id)
    const variant = image && variantAtHand(image.links, variants.value, last)
    if (image === undefined || variant === undefined) return []
    const named = name === undefined ? {} : { name }
    const picture = linkedPicture({
      image,
      ...named,
      variant,
      variants: variants.value,
      original: null,
      measured: new Map(),
    })
    return picture === undefined ? [] : [{ picture, needsSignature: image.private }]
  })
  const addresses = pictures.filter(one => one.needsSignature).flatMap(({ picture }) => addressesOf(picture))
  const closed = addresses.filter(url => !isAlwaysPublic(variants.value, variantOf(url)))
  const signed = await signAll(desk, profile, [...new Set(closed)])
  if (!signed.ok) return signed
  return succeed({
    lines: pictures.map(({ picture }) => writeLink(style, withSigned(picture, signed.value))),
    signed: pictures.filter(({ picture }) => signed.value.has(picture.url)).length,
  })
}

const addressesOf = ({ url, steps }: LinkedPicture): string[] => [url, ...steps.map(step => step.url)]

function withSigned(picture: LinkedPicture, signed: ReadonlyMap<string, string>): LinkedPicture {
  const address = (url: string) => signed.get(url) ?? url
  return {
    ...picture,
    url: address(picture.url),
    steps: picture.steps.map(step => ({ ...step, url: address(step.url) })),
  }
}

/** Link → the same with its signature. */
async function signAll(
  { bridge }: Desk,
  profile: ProfileName,
  links: readonly string[],
): Promise<Outcome<ReadonlyMap<string, string>>> {
  const found = new Map<string, string>()
  const expiresAt = Date.now() + signedForMs
  for (let at = 0; at < links.length; at += together) {
    const some = links.slice(at, at + together)
    const signed = await bridge.signLinks({ profile, links: some.map(link => ({ link })), expiresAt })
    if (!signed.ok) return signed
    for (const [index, { url }] of signed.value.links.entries()) {
      const link = some[index]
      if (link !== undefined) found.set(link, url)
    }
  }
  return succeed(found)
}

/** Images by the copy of the account’s list on this computer; only what is not in it yet is asked for. */
async function findImages(
  desk: Desk,
  profile: ProfileName,
  ids: readonly ImageId[],
): Promise<Outcome<ReadonlyMap<ImageId, Image>>> {
  const mirrored = await desk.bridge.getImages({ profile, images: [...ids] })
  if (!mirrored.ok) return mirrored
  const found = new Map(mirrored.value.images.map(image => [image.id, image]))
  for (const id of ids) {
    if (found.has(id)) continue
    const image = await findImage(desk, profile, id)
    if (!image.ok) return image
    found.set(id, image.value)
  }
  return succeed(found)
}

/** Links are known by the image itself: only forms with sizes wait for the account, and only one is nothing without it. */
async function variantsFor(
  desk: Desk,
  { form }: LinkStyle,
  profile: ProfileName,
): Promise<Outcome<readonly Variant[]>> {
  if (form === 'url' || form === 'markdown') return succeed(desk.variants.last(profile) ?? [])
  const read = await desk.variants.read(profile)
  return read.ok || form === 'picture' ? read : succeed([])
}

export const isAlwaysPublic = (variants: readonly Variant[], variant: string): boolean =>
  variants.some(({ id, alwaysPublic }) => id === variant && alwaysPublic)

const imagesOf = (jobs: readonly UploadJob[]): readonly Wanted[] =>
  jobs.flatMap(({ profile, name, state }) =>
    state.kind === 'delivered' ? [{ profile, image: state.imageId, name }] : [],
  )

export const copyLinksOf = (desk: Desk, jobs: readonly UploadJob[]): Promise<void> => copyLinksTo(desk, imagesOf(jobs))

export async function copyText(desk: Desk, text: string, count: number): Promise<void> {
  try {
    await navigator.clipboard.writeText(text)
    desk.tell({ kind: 'copied', count })
  } catch (error) {
    // The browser refuses where the window has lost the focus.
    const detail = error instanceof Error ? error.message : String(error)
    desk.tell({ kind: 'problem', problem: { code: 'invalid-input', where: 'Copying', detail } })
  }
}

const isInLibrary = ({ ui }: Desk) => ui.get().screen === 'library'

/** Photos of the queue, or images of the library: whatever is selected. */
function selected(desk: Desk): readonly Wanted[] {
  if (!isInLibrary(desk)) return imagesOf(desk.selectedJobs())
  const { profile } = desk.library.view.get()
  return profile === null ? [] : selectedImages(desk).map(image => ({ profile, image }))
}

export const copyLinks: Action = {
  name: 'copyLinks',
  keys: ['mod+c'],
  when(desk) {
    // What a person has marked as text is copied as text.
    if (getSelection()?.isCollapsed === false) return false
    return isInLibrary(desk) ? desk.ui.get().selection.ids.size > 0 : desk.selectedJobs().some(isDelivered)
  },
  perform: desk => void copyLinksTo(desk, selected(desk)),
}
