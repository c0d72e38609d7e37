import { type CommandName, fail, type Outcome, succeed } from '../../../preload/contract/index.ts'
import type { Roots } from './roots.ts'

/** Where in a command's input a path stands: names joined by dots, `*` for each of a list. */
type Field = string

const none: readonly Field[] = []

/** Every command has its row: a new one does not compile until somebody has looked whether a path goes in. */
export const pathFields: { readonly [Name in CommandName]: readonly Field[] } = {
  snapshot: none,
  listJobs: none,
  listKnown: none,
  dismissKnown: none,
  restoreKnown: none,
  judgeAgain: none,
  addPhotos: ['paths.*'],
  stagedBatch: none,
  sendStaged: none,
  moveStaged: none,
  dropStaged: none,
  addFolder: ['path'],
  changeFolder: none,
  pauseFolder: none,
  resumeFolder: none,
  removeFolder: none,
  folderActivity: none,
  crawlFolder: none,
  pauseQueue: none,
  resumeQueue: none,
  pauseJobs: none,
  resumeJobs: none,
  cancelJobs: none,
  retryJobs: none,
  prioritiseJobs: none,
  setLimits: none,
  readPreferences: none,
  changePreferences: none,
  addProfile: none,
  replaceToken: none,
  verifyProfile: none,
  useProfile: none,
  removeProfile: none,
  listReceipts: none,
  accountUse: none,
  listImages: none,
  listImagesV1: none,
  syncLibrary: none,
  searchLibrary: none,
  listLibrary: none,
  sumLibrary: none,
  getImages: none,
  getImage: none,
  createImage: ['from.path'],
  editImage: none,
  deleteImage: none,
  keepOriginal: ['folder'],
  createUploadUrl: none,
  listVariants: none,
  getVariant: none,
  createVariant: none,
  editVariant: none,
  deleteVariant: none,
  setFlexibleVariants: none,
  listSigningKeys: none,
  createSigningKey: none,
  deleteSigningKey: none,
  signLinks: none,
  about: none,
  readLog: none,
  describeAll: none,
}

const isCommand = (name: string): name is CommandName => Object.hasOwn(pathFields, name)

/** Lets a command of a page through when every path in it lies within the roots, with the real paths put in their place. */
export type PathGate = (name: string, input: unknown) => Promise<Outcome<unknown>>

export const createPathGate =
  (roots: Pick<Roots, 'within'>): PathGate =>
  async (name, input) => {
    if (!isCommand(name)) return fail({ code: 'command-unknown', name: name.slice(0, 100) })
    let confined = input
    for (const field of pathFields[name]) {
      const outcome = await confine(confined, field.split('.'), roots)
      if (!outcome.ok) return outcome
      confined = outcome.value
    }
    return succeed(confined)
  }

/** What has another shape than expected is left as it is: the contract refuses it after us. */
async function confine(
  value: unknown,
  steps: readonly string[],
  roots: Pick<Roots, 'within'>,
): Promise<Outcome<unknown>> {
  const [step, ...rest] = steps
  if (step === undefined) return typeof value === 'string' ? roots.within(value) : succeed(value)
  if (step === '*') return Array.isArray(value) ? confineEach(value, rest, roots) : succeed(value)
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return succeed(value)
  const inner = await confine((value as Record<string, unknown>)[step], rest, roots)
  return inner.ok ? succeed({ ...value, [step]: inner.value }) : inner
}

async function confineEach(
  values: readonly unknown[],
  steps: readonly string[],
  roots: Pick<Roots, 'within'>,
): Promise<Outcome<unknown>> {
  const confined: unknown[] = []
  for (const value of values) {
    const outcome = await confine(value, steps, roots)
    if (!outcome.ok) return outcome
    confined.push(outcome.value)
  }
  return succeed(confined)
}
