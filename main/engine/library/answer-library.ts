import type { Answers, libraryCommands, Outcome, Profile, ProfileName } from '../../../preload/contract/index.ts'
import { fail, succeed } from '../../../preload/contract/index.ts'
import type { Profiles } from '../profiles.ts'
import type { QueueStore } from '../ports.ts'
import type { AccountCalls } from './account-calls.ts'
import type { Mirror } from './mirror.ts'

/** One answer per command about what is on the account. */
export type LibraryAnswers = Pick<Answers, keyof typeof libraryCommands>

type Needs = { store: QueueStore; profiles: Profiles; calls: AccountCalls; mirror: Mirror }

const done: Outcome<Record<string, never>> = { ok: true, value: {} }
const notYet = fail({ code: 'unexpected', detail: 'not built yet' })

/** Input has been validated at the gate. What takes more than a call has a file of its own. */
export function answerLibrary(needs: Needs): LibraryAnswers {
  const { store, profiles, calls, mirror } = needs

  /** Runs for the profile that is meant, named or active. */
  async function on<T>(name: Profile['name'] | undefined, run: (profile: ProfileName) => Promise<Outcome<T>>) {
    const profile = profiles.meant(name)
    return profile.ok ? run(profile.value) : profile
  }

  return {
    accountUse: ({ profile }) => on(profile, name => calls.repeat(name, (images, signal) => images.use(signal))),
    listImages: ({ profile, ...choice }) =>
      on(profile, name => calls.repeat(name, (images, signal) => images.list(given(choice), signal))),
    listImagesV1: ({ profile, ...choice }) =>
      on(profile, async name => {
        const listed = await calls.repeat(name, (images, signal) => images.listV1(given(choice), signal))
        return listed.ok ? succeed({ images: listed.value }) : listed
      }),
    syncLibrary: async () => notYet,
    searchLibrary: ({ profile, ...query }) =>
      on(profile, async name => {
        const { rows, next, total } = store.library.page(name, query)
        return succeed({ images: rows, next, total })
      }),
    getImage: ({ profile, image }) =>
      on(profile, async name => {
        const asked = await calls.repeat(name, (images, signal) => images.ask(image, signal))
        if (!asked.ok) return asked
        if (asked.value.kind === 'draft') return fail({ code: 'image-awaited', imageId: image })
        if (asked.value.kind === 'absent') return fail({ code: 'image-unknown', imageId: image })
        return succeed({ image: asked.value.image, receipt: store.receipts.ofImage(name, image) ?? null })
      }),
    createImage: async () => notYet,
    editImage: async () => notYet,
    deleteImage: ({ profile, image }) =>
      on(profile, async name => {
        const asked = await calls.repeat(name, (images, signal) => images.ask(image, signal))
        if (!asked.ok) return asked
        if (asked.value.kind === 'absent') return fail({ code: 'image-unknown', imageId: image })
        const discarded = await calls.repeat(name, (images, signal) => images.discard(image, signal))
        if (!discarded.ok) return discarded
        mirror.gone(name, image)
        return done
      }),
    keepOriginal: async () => notYet,
    createUploadUrl: async () => notYet,
    listVariants: ({ profile }) =>
      on(profile, async name => {
        const listed = await calls.repeat(name, (images, signal) => images.variants(signal))
        return listed.ok ? succeed({ variants: listed.value }) : listed
      }),
    getVariant: ({ profile, variant }) =>
      on(profile, name => calls.repeat(name, (images, signal) => images.variant(variant, signal))),
    createVariant: ({ profile, variant }) =>
      on(profile, name => calls.once(name, (images, signal) => images.createVariant(variant, signal))),
    editVariant: ({ profile, variant }) =>
      on(profile, name => calls.repeat(name, (images, signal) => images.editVariant(variant, signal))),
    deleteVariant: ({ profile, variant }) =>
      on(profile, async name => {
        if (variant === 'public') return fail({ code: 'variant-built-in', variant })
        const deleted = await calls.repeat(name, (images, signal) => images.deleteVariant(variant, signal))
        return deleted.ok ? done : deleted
      }),
    setFlexibleVariants: ({ profile, enabled }) =>
      on(profile, async name => {
        const set = await calls.repeat(name, (images, signal) => images.setFlexibleVariants(enabled, signal))
        return set.ok ? done : set
      }),
    listSigningKeys: ({ profile }) =>
      on(profile, async name => named(await calls.repeat(name, (images, signal) => images.keys(signal)))),
    createSigningKey: ({ profile, key }) =>
      on(profile, async name => named(await calls.repeat(name, (images, signal) => images.createKey(key, signal)))),
    deleteSigningKey: ({ profile, key }) =>
      on(profile, async name => named(await calls.repeat(name, (images, signal) => images.deleteKey(key, signal)))),
    signLinks: async () => notYet,
  }
}

/** Names only: the values of keys stay in the engine. */
function named(keys: Outcome<{ name: string }[]>): Outcome<{ keys: { name: string }[] }> {
  return keys.ok ? succeed({ keys: keys.value.map(({ name }) => ({ name })) }) : keys
}

/** Without what was left out: to the port, absent and undefined are not the same. */
function given<T extends object>(choice: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(choice).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>
  }
}
