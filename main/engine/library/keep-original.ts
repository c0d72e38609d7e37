import {
  fail,
  type Image,
  type ImageId,
  isServiceId,
  type KeptOriginal,
  type Outcome,
  type ProfileName,
  succeed,
} from '../../../preload/contract/index.ts'
import { pathIn } from '../path-in.ts'
import type { Ports } from '../ports.ts'
import type { Profiles } from '../profiles.ts'
import type { AccountCalls } from './account-calls.ts'
import { askImage } from './ask-image.ts'
import { atMost } from './at-most.ts'
import { type BackupFolder, type BackupNote, createBackupFolder } from './backup-folder.ts'
import { createFetchOriginal, type Fetched } from './fetch-original.ts'
import { secondOf, sha256Of } from './same-image.ts'
import { problemIn } from './stopped.ts'
import { youngMs } from './sync-plan.ts'
import type { InTurn } from '../turns.ts'

type Needs = Pick<Ports, 'clock' | 'disk' | 'digest' | 'inspector' | 'store'> & {
  profiles: Profiles
  calls: AccountCalls
  inTurn: InTurn
  stopping: AbortSignal
}

/** Originals fetched into one folder at the same time. */
const mostAtOnce = 4

/** Fetches originals into folders; what is noted there and still the same is not fetched again. */
export function createKeepOriginal(needs: Needs) {
  const { clock, disk, store, calls, stopping } = needs
  const { bring, hasBytes } = createFetchOriginal(needs)
  const folders = new Map<string, { folder: BackupFolder; run: ReturnType<typeof atMost> }>()

  return async (profile: ProfileName, id: ImageId, place: string): Promise<Outcome<KeptOriginal>> => {
    const opened = await open(place)
    if (!opened.ok) return opened
    const { folder, run } = opened.value
    const account = needs.profiles.get(profile)?.account
    const accountId = account?.kind === 'cloudflare' ? account.accountId : 'local'
    return needs.inTurn(`${folder.path}\n${accountId}\n${id}`, () => run(() => keep(profile, accountId, id, folder)))
  }

  async function open(place: string) {
    const resolved = await disk.resolve(place)
    if (!resolved.ok)
      return resolved.problem.code === 'photo-gone' ? fail({ code: 'path-unknown', path: place }) : resolved
    const stat = await disk.stat(resolved.value)
    if (!stat.ok) return stat
    if (!stat.value.isDirectory) return fail({ code: 'folder-not-a-folder', path: resolved.value })
    const known = folders.get(resolved.value) ?? {
      folder: createBackupFolder(resolved.value, disk, stopping),
      run: atMost(mostAtOnce),
    }
    folders.set(resolved.value, known)
    return succeed(known)
  }

  async function keep(
    profile: ProfileName,
    account: string,
    id: ImageId,
    folder: BackupFolder,
  ): Promise<Outcome<KeptOriginal>> {
    try {
      const fetched = (await noted(profile, account, id, folder)) ?? (await fetchAndNote(profile, account, id, folder))
      if (!fetched.ok) return fetched
      const { file, ...facts } = fetched.value
      return succeed({ imageId: id, path: pathIn(folder.path, file), ...facts })
    } catch (error) {
      const problem = problemIn(error)
      if (problem === null) throw error
      return fail(problem)
    }
  }

  /** What the folder's notes say, where the file still says the same. */
  async function noted(
    profile: ProfileName,
    account: string,
    id: ImageId,
    folder: BackupFolder,
  ): Promise<Outcome<Fetched> | null> {
    const note = await folder.noteOf(account, id)
    if (!note.ok) return note
    if (note.value === undefined) return null
    // What the service named never changes; an id of a person's own may have been filled anew.
    const image = isServiceId(id) ? null : await now(profile, id)
    if (image?.ok === false) return image
    if (image !== null && !isOf(note.value, image.value)) return null
    if (!(await hasBytes(folder, note.value.file, note.value))) return null
    const { file, bytes, sha256, proof } = note.value
    return succeed({ file, bytes, sha256, proof, wasThere: true })
  }

  /** The image as the mirror has it, or the service where the mirror does not, or may be late with an id that can be filled anew. */
  async function now(profile: ProfileName, id: ImageId): Promise<Outcome<Image>> {
    const mirrored = store.library.get(profile, id)
    const isRecent = (store.library.mark(profile)?.wholeAt ?? 0) > clock.now() - youngMs
    return mirrored !== undefined && (isServiceId(id) || isRecent) ? succeed(mirrored) : askImage(calls, profile, id)
  }

  async function fetchAndNote(
    profile: ProfileName,
    account: string,
    id: ImageId,
    folder: BackupFolder,
  ): Promise<Outcome<Fetched>> {
    const image = await now(profile, id)
    if (!image.ok) return image
    const sent = store.receipts.ofImage(profile, id)?.sha256 ?? sha256Of(image.value)
    const fetched = await calls.repeat(profile, async (images, signal, moved) => {
      const original = await images.original(id, signal)
      return original.ok ? bring(image.value, sent, account, folder, original.value, moved) : original
    })
    if (!fetched.ok) return fetched
    const { wasThere: _, ...facts } = fetched.value
    const added = await folder.note({
      account,
      imageId: id,
      ...facts,
      at: clock.now(),
      uploadedAt: image.value.uploadedAt,
    })
    return added.ok ? fetched : added
  }
}

const isOf = ({ uploadedAt }: BackupNote, image: Image) =>
  uploadedAt !== undefined && secondOf(uploadedAt) === secondOf(image.uploadedAt)
