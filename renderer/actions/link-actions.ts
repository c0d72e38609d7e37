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
import { type LinkStyle, writeLink } from '../format/link-forms.ts'
import { faultOf } from '../format/link-template.ts'
import { variantOf } from '../format/variant-link.ts'
import type { Desk } from '../state/desk.ts'
import { activeProfile } from '../state/selectors.ts'
import type { View } from '../state/view.ts'
import type { Action } from './action.ts'

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

/** So many are looked up at the same time. */
const together = 8

/** Copies one link per image, a line each, in the form and the variant that were used last. */
async function copyLinksTo(desk: Desk, wanted: readonly Wanted[]): Promise<void> {
  const style = linkStyleOf(desk.view())
  const fault = style.form === 'template' ? faultOf(style.template) : null
  if (fault !== null) {
    const detail = fault.kind === 'empty' ? style.template : `{${fault.name}}`
    return desk.tell({ kind: 'problem', problem: { code: 'invalid-input', where: 'template', detail } })
  }
  const lines: string[] = []
  let unsigned = 0
  for (let at = 0; at < wanted.length; at += together) {
    const written = await Promise.all(wanted.slice(at, at + together).map(one => lineOf(desk, style, one)))
    for (const line of written) {
      if (!line.ok) return desk.tell({ kind: 'problem', problem: line.problem })
      if (line.value === null) continue
      lines.push(line.value.text)
      if (line.value.needsSignature) unsigned += 1
    }
  }
  await copyText(desk, lines.join('\n'), lines.length)
  if (unsigned > 0) desk.tell({ kind: 'unsigned', count: unsigned })
}

type Line = { readonly text: string; readonly needsSignature: boolean }

/** Null where the account names no link. */
async function lineOf(
  desk: Desk,
  style: LinkStyle,
  { profile, image: id, name }: Wanted,
): Promise<Outcome<Line | null>> {
  const image = await findImage(desk, profile, id)
  if (!image.ok) return image
  const read = await variantsFor(desk, style, profile)
  if (!read.ok) return read
  const variants = read.value
  const variant = variantAtHand(image.value.links, variants, desk.view().preferences.linkVariant)
  if (variant === undefined) return succeed(null)
  const named = name === undefined ? {} : { name }
  const picture = linkedPicture({
    image: image.value,
    ...named,
    variant,
    variants,
    original: null,
    measured: new Map(),
  })
  if (picture === undefined) return succeed(null)
  return succeed({
    text: writeLink(style, picture),
    needsSignature: image.value.private && !isAlwaysPublic(variants, variantOf(picture.url)),
  })
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
function selectedImages(desk: Desk): readonly Wanted[] {
  const profile = activeProfile(desk.view())?.name
  if (!isInLibrary(desk)) return imagesOf(desk.selectedJobs())
  return profile === undefined ? [] : [...desk.ui.get().selection.ids].map(image => ({ profile, image }))
}

export const copyLinks: Action = {
  name: 'copyLinks',
  keys: ['mod+c'],
  when(desk) {
    // What a person has marked as text is copied as text.
    if (getSelection()?.isCollapsed === false) return false
    return isInLibrary(desk) ? desk.ui.get().selection.ids.size > 0 : desk.selectedJobs().some(isDelivered)
  },
  perform: desk => void copyLinksTo(desk, selectedImages(desk)),
}
