import type { Bandwidth } from '../bandwidth.ts'
import type { DiscardList } from '../discard-list.ts'
import type { Feed } from '../feed.ts'
import type { Lines } from '../lines.ts'
import type { Ports } from '../ports.ts'
import type { Profiles } from '../profiles.ts'
import type { Uploader } from '../uploader.ts'
import { createAccountCalls } from './account-calls.ts'
import { answerLibrary, type LibraryAnswers } from './answer-library.ts'
import { createCreateImage } from './create-image.ts'
import { createDeleteImage } from './delete-image.ts'
import { createEditImage } from './edit-image.ts'
import { createKeepOriginal } from './keep-original.ts'
import type { Mirror } from './mirror.ts'
import { createSettleChanges } from './settle-changes.ts'
import { shareSyncs } from './share-syncs.ts'
import { createSignLinks } from './sign-links.ts'
import { createSigningKeys } from './signing-keys.ts'
import { createSyncLibrary } from './sync-library.ts'
import type { InTurn } from '../turns.ts'
import { createUnsettledChanges } from './unsettled-changes.ts'

/** What is on the accounts: asked, changed, mirrored, fetched back. */
export interface Library {
  answers: LibraryAnswers
  /** Goes on with changes whose end the last run did not learn. */
  start(): void
  stop(): Promise<void>
}

type Needs = Ports & {
  feed: Feed
  lines: Lines
  profiles: Profiles
  mirror: Mirror
  bandwidth: Bandwidth
  discards: DiscardList
  inTurn: InTurn
  uploader: Pick<Uploader, 'closeAccount' | 'lineWorks'>
  stopping: AbortSignal
  failed(error: unknown): void
}

export function createLibrary(needs: Needs): Library {
  const { store, mirror, uploader } = needs
  const calls = createAccountCalls({ ...needs, closeAccount: uploader.closeAccount, lineWorks: uploader.lineWorks })
  const changes = createUnsettledChanges(store)
  const parts = { ...needs, calls, changes }
  const settling = createSettleChanges(parts)
  const changing = { ...parts, settling }
  const keys = createSigningKeys(parts)
  const running = new Set<Promise<unknown>>()
  const underWay = <T>(answer: Promise<T>): Promise<T> => {
    const ended = answer.finally(() => running.delete(ended))
    running.add(ended)
    return ended
  }
  const isUnsettled = (profile: string, id: string) => changes.of(profile, id) !== undefined
  const lookAt = createSyncLibrary({ ...parts, isUnsettled })

  return {
    answers: answerLibrary({
      ...parts,
      keys,
      underWay,
      sync: shareSyncs(async (profile, whole) => {
        await settling.settleAll(profile)
        const looked = await lookAt(profile, whole)
        if (looked.ok) store.transaction('soon', () => store.library.setSyncedAt(profile, needs.clock.now()))
        return looked
      }),
      createImage: createCreateImage(changing),
      editImage: createEditImage(changing),
      deleteImage: createDeleteImage(changing),
      keepOriginal: createKeepOriginal(parts),
      signLinks: createSignLinks({ ...parts, keys }),
    }),
    start: settling.work,
    async stop() {
      mirror.stop()
      await Promise.allSettled(running)
      await settling.stop()
    },
  }
}
