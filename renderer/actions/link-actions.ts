import type { Outcome, Preferences, UploadJob } from '../../preload/contract/index.ts'
import { type LinkForm, linkForms, writeLink } from '../format/link-forms.ts'
import type { Desk } from '../state/desk.ts'
import type { Action } from './action.ts'

export const isDelivered = (job: UploadJob): boolean => job.state.kind === 'delivered'

/** Links of a delivered photo, by the copy of the account’s list on this computer; only what is not in it yet is asked for. */
export async function linksOf({ bridge }: Desk, job: UploadJob): Promise<Outcome<readonly string[]>> {
  if (job.state.kind !== 'delivered') return { ok: true, value: [] }
  const { imageId } = job.state
  const found = await bridge.searchLibrary({ profile: job.profile, text: imageId, limit: 10 })
  if (!found.ok) return found
  const image = found.value.images.find(one => one.id === imageId)
  if (image !== undefined) return { ok: true, value: image.links }
  const asked = await bridge.getImage({ profile: job.profile, image: imageId })
  return asked.ok ? { ok: true, value: asked.value.image.links } : asked
}

/** Forms that need all variants or a template belong to the library; here such a link is copied as it is. */
export const formAtHand = (form: Preferences['linkForm']): LinkForm => linkForms.find(one => one === form) ?? 'url'

/** The variant every account has goes first, then the first there is. */
export const usualLink = (links: readonly string[]): string | undefined =>
  links.find(link => link.endsWith('/public')) ?? links[0]

/** Copies one link per photo, a line each; the form is remembered. */
export async function copyLinksOf(desk: Desk, jobs: readonly UploadJob[], form?: LinkForm): Promise<void> {
  const wanted = form ?? formAtHand(desk.view().preferences.linkForm)
  const lines: string[] = []
  for (const job of jobs) {
    const links = await linksOf(desk, job)
    if (!links.ok) return desk.tell({ kind: 'problem', problem: links.problem })
    const link = usualLink(links.value)
    if (link !== undefined) lines.push(writeLink(wanted, link, job.name))
  }
  await copyText(desk, lines.join('\n'), lines.length)
  if (form !== undefined) desk.prefer({ linkForm: form })
}

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

export const copyLinks: Action = {
  name: 'copyLinks',
  keys: ['mod+c'],
  // What a person has marked as text is copied as text.
  when: desk => desk.selectedJobs().some(isDelivered) && getSelection()?.isCollapsed !== false,
  perform: desk => void copyLinksOf(desk, desk.selectedJobs().filter(isDelivered)),
}
