import type { DropSending, Outcome, SentDrop } from '../../preload/contract/index.ts'
import type { Desk } from '../state/desk.ts'
import { activeProfile } from '../state/selectors.ts'
import type { Action } from './action.ts'

/** Looked at first, and sent at a word. */
const howOf = (desk: Desk): DropSending => {
  const profile = activeProfile(desk.view())?.name
  return profile === undefined ? { staged: true } : { profile, staged: true }
}

async function openSheet(desk: Desk, taking: Promise<Outcome<SentDrop | null>>): Promise<void> {
  const taken = await taking
  if (!taken.ok) desk.tell({ kind: 'problem', problem: taken.problem })
  else if (taken.value !== null) desk.open({ kind: 'preflight', batch: taken.value.batch })
}

/** Picks by the system’s own window where there is one, else by the browser’s. */
export function pickPhotos(desk: Desk, what: 'files' | 'folder'): void {
  const { native } = desk.host
  if (native === null) document.querySelector<HTMLInputElement>(`[data-picker="${what}"]`)?.click()
  else void openSheet(desk, native.pickPhotos(what, howOf(desk)))
}

export const pasteImage: Action = {
  name: 'pasteImage',
  keys: ['mod+shift+v'],
  when: desk => desk.host.native !== null,
  perform(desk) {
    const { native } = desk.host
    if (native !== null) void openSheet(desk, native.pasteImage(howOf(desk)))
  },
}

export const revealPhoto: Action = {
  name: 'revealPhoto',
  keys: ['mod+shift+r'],
  when: desk => desk.host.native !== null && desk.selectedJobs().length === 1,
  perform(desk) {
    const [job] = desk.selectedJobs()
    const { native } = desk.host
    if (job !== undefined && native !== null) void desk.attempt(native.revealPhoto(job.id))
  },
}

/** Also where the line costs by the byte, until it is left. */
export const sendAnyway: Action = {
  name: 'sendAnyway',
  keys: [],
  when: desk => desk.host.native !== null && desk.view().queue.metered,
  perform(desk) {
    const { native } = desk.host
    if (native !== null) void desk.attempt(native.sendAnyway())
  },
}
