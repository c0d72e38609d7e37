import {
  type Answers,
  fail,
  type FolderId,
  type libraryCommands,
  type Outcome,
  type PhotoFacts,
  type ProfileName,
  type Receipt,
  succeed,
} from '../../../preload/contract/index.ts'
import type { Feed } from '../feed.ts'
import type { KeyWithValue } from '../images-port.ts'
import type { Clock, QueueStore } from '../ports.ts'
import type { Profiles } from '../profiles.ts'
import type { AccountCalls, Perform } from './account-calls.ts'
import { askImage } from './ask-image.ts'
import type { createCreateImage } from './create-image.ts'
import type { createDeleteImage } from './delete-image.ts'
import type { createEditImage } from './edit-image.ts'
import type { createKeepOriginal } from './keep-original.ts'
import { orderOf } from './order-of.ts'
import type { createSignLinks } from './sign-links.ts'
import type { SigningKeys } from './signing-keys.ts'
import type { createSyncLibrary } from './sync-library.ts'

/** One answer per command about what is on the account. */
export type LibraryAnswers = Pick<Answers, keyof typeof libraryCommands>

type Needs = {
  clock: Clock
  /** What was begun is waited for when we stop. */
  underWay<T>(answer: Promise<T>): Promise<T>
  store: QueueStore
  feed: Feed
  profiles: Profiles
  calls: AccountCalls
  keys: SigningKeys
  sync: ReturnType<typeof createSyncLibrary>
  createImage: ReturnType<typeof createCreateImage>
  editImage: ReturnType<typeof createEditImage>
  deleteImage: ReturnType<typeof createDeleteImage>
  keepOriginal: ReturnType<typeof createKeepOriginal>
  signLinks: ReturnType<typeof createSignLinks>
}

const done = async (ended: Promise<Outcome<unknown>>): Promise<Outcome<Record<string, never>>> => {
  const outcome = await ended
  return outcome.ok ? succeed({}) : outcome
}

/** Input has been validated at the gate. What takes more than a call has a file of its own. */
export function answerLibrary(needs: Needs): LibraryAnswers {
  const { store, profiles, calls, keys } = needs

  /** Runs for the profile that is meant, named or active. */
  async function on<T>(profile: ProfileName | undefined, run: (profile: ProfileName) => Promise<Outcome<T>>) {
    const meant = profiles.meant(profile)
    return meant.ok ? needs.underWay(run(meant.value)) : meant
  }

  const repeat = <T>(profile: ProfileName | undefined, perform: Perform<T>) =>
    on(profile, name => calls.repeat(name, perform))

  /** Names only: the values of keys stay in the engine. */
  const keysAfter = (profile: ProfileName | undefined, perform: Perform<KeyWithValue[]>) =>
    on(profile, async name => {
      const listed = await calls.repeat(name, perform)
      if (!listed.ok) return listed
      keys.keep(name, listed.value)
      return succeed({ keys: listed.value.map(key => ({ name: key.name })) })
    })

  const changeKeys = async (profile: ProfileName | undefined, perform: Perform<KeyWithValue[]>) => {
    const meant = profiles.meant(profile)
    const changed = await keysAfter(profile, perform)
    if (changed.ok && meant.ok) needs.feed.tell({ kind: 'signingKeysChanged', profile: meant.value })
    return changed
  }

  /** The store knows where the photos of a folder lay. */
  function mirrorFilter<Filter extends { folder?: FolderId | undefined }>({ folder, ...filter }: Filter) {
    if (folder === undefined) return succeed(filter)
    const watched = store.folders.all().find(({ id }) => id === folder)
    return watched === undefined
      ? fail({ code: 'folder-unknown', folder })
      : succeed({ ...filter, under: watched.path })
  }

  /** Of the file that was sent; with other bytes by now it tells nothing of the image. */
  function factsOf(profile: ProfileName, receipt: Receipt | null): PhotoFacts | null {
    if (receipt === null) return null
    const known = store.ledger.get(profile, receipt.path)
    return known?.sha256 === receipt.sha256 && known.facts?.bytes === receipt.bytes ? known.facts : null
  }

  return {
    accountUse: ({ profile }) => repeat(profile, (images, signal) => images.use(signal)),

    listImages: ({ profile, ...choice }) => repeat(profile, (images, signal) => images.list(given(choice), signal)),
    listImagesV1: async ({ profile, ...choice }) => {
      const listed = await repeat(profile, (images, signal) => images.listV1(given(choice), signal))
      return listed.ok ? succeed({ images: listed.value }) : listed
    },
    syncLibrary: ({ profile, whole }) => on(profile, name => needs.sync(name, whole)),
    searchLibrary: ({ profile, ...query }) =>
      on(profile, async name => {
        const asked = mirrorFilter(query)
        if (!asked.ok) return asked
        const { rows, next, total } = store.library.page(name, asked.value)
        return succeed({ images: rows, next, total })
      }),
    listLibrary: ({ profile, ...filter }) =>
      on(profile, async name => {
        const asked = mirrorFilter(filter)
        return asked.ok ? succeed(store.library.list(name, asked.value)) : asked
      }),
    sumLibrary: ({ profile }) =>
      on(profile, async name =>
        succeed({
          total: store.library.count(name),
          syncedAt: store.library.syncedAt(name) ?? null,
          creators: store.library.creators(name),
        }),
      ),
    getImages: ({ profile, images }) =>
      on(profile, async name => succeed({ images: store.library.some(name, images) })),
    getImage: ({ profile, image }) =>
      on(profile, async name => {
        const asked = await askImage(calls, name, image)
        if (!asked.ok) return asked
        const receipt = store.receipts.ofImage(name, image) ?? null
        return succeed({ image: asked.value, receipt, facts: factsOf(name, receipt) })
      }),
    createImage: ({ profile, from, ...keeping }) => on(profile, name => needs.createImage(name, from, keeping)),
    editImage: ({ profile, image, change }) => on(profile, name => needs.editImage(name, image, change)),
    deleteImage: ({ profile, image }) => done(on(profile, name => needs.deleteImage(name, image))),
    keepOriginal: ({ profile, image, folder }) => on(profile, name => needs.keepOriginal(name, image, folder)),
    createUploadUrl: ({ profile, expiresInSeconds, ...keeping }) =>
      on(profile, async name => {
        const order = orderOf(keeping)
        if (!order.ok) return order
        const expiry = expiryIn(expiresInSeconds, needs.clock.now())
        return calls.untilTaken(name, (images, signal) => images.reserve(order.value, signal, ...expiry))
      }),

    listVariants: async ({ profile }) => {
      const listed = await repeat(profile, (images, signal) => images.variants(signal))
      return listed.ok ? succeed({ variants: listed.value }) : listed
    },
    getVariant: ({ profile, variant }) => repeat(profile, (images, signal) => images.variant(variant, signal)),
    createVariant: ({ profile, variant }) =>
      on(profile, name => calls.untilTaken(name, (images, signal) => images.createVariant(variant, signal))),
    editVariant: ({ profile, variant }) => repeat(profile, (images, signal) => images.editVariant(variant, signal)),
    deleteVariant: async ({ profile, variant }) =>
      // images-api §2.12: every account has it for good.
      variant === 'public'
        ? fail({ code: 'variant-built-in', variant })
        : done(repeat(profile, (images, signal) => images.deleteVariant(variant, signal))),
    setFlexibleVariants: ({ profile, enabled }) =>
      done(repeat(profile, (images, signal) => images.setFlexibleVariants(enabled, signal))),

    listSigningKeys: ({ profile }) => keysAfter(profile, (images, signal) => images.keys(signal)),
    createSigningKey: ({ profile, key }) => changeKeys(profile, (images, signal) => images.createKey(key, signal)),
    deleteSigningKey: ({ profile, key }) => changeKeys(profile, (images, signal) => images.deleteKey(key, signal)),
    signLinks: ({ profile, ...order }) => on(profile, name => needs.signLinks(name, order)),
  }
}

/** The service's usual half hour needs no mention, and no clock that agrees with its own (images-api §2.14). */
function expiryIn(seconds: number, now: number): [] | [number] {
  // The least it takes is counted from when it hears of it, a moment after us.
  return seconds === 1_800 ? [] : [now + Math.max(seconds, 125) * 1_000]
}

/** Without what was left out: to the port, absent and undefined are not the same. */
function given<T extends object>(choice: T) {
  // The only cast: what is undefined was taken out.
  return Object.fromEntries(Object.entries(choice).filter(([, value]) => value !== undefined)) as {
    [Name in keyof T]: Exclude<T[Name], undefined>
  }
}
