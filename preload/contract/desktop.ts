import { z } from 'zod'
import type { Transport } from './bridge.ts'
import { DropId, DroppedFile, DropSending, mostDroppedBytes, SentDrop } from './drop.ts'
import { FeedEvent } from './events.ts'
import { BatchId, JobId } from './ids.ts'
import { Place } from './places.ts'
import { type Outcome, Problem } from './problem.ts'

/** Where a link, a notification or a menu may lead in the window. */
export const WindowPlace = z.discriminatedUnion('screen', [
  z.object({ screen: z.literal('queue'), tab: z.enum(['now', 'waiting', 'held', 'failed', 'delivered']) }),
  z.object({ screen: z.enum(['folders', 'library', 'variants', 'settings']) }),
])
export type WindowPlace = z.infer<typeof WindowPlace>

/** What a menu of the desktop asks of the page, which knows how each is done. */
export const MenuOrder = z.enum([
  'addPhotos',
  'addPhotoFolder',
  'watchFolder',
  'connectAccount',
  'pasteImage',
  'openPalette',
  'showKeys',
  'toggleInspector',
  'retryAll',
])
export type MenuOrder = z.infer<typeof MenuOrder>

/** Where in the feed a reader stands; revisions begin anew with every run of the engine. */
export const FeedPlace = z.object({ run: z.string().max(64), revision: z.number().int().min(0) })
export type FeedPlace = z.infer<typeof FeedPlace>

/** What the desktop tells its page, in order. `missed`: only the snapshot helps. `lost`: the engine is started again. */
export const DesktopNews = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('opened') }),
  z.object({ kind: z.literal('event'), run: z.string(), event: FeedEvent }),
  z.object({ kind: z.literal('missed') }),
  z.object({ kind: z.literal('lost') }),
  z.object({ kind: z.literal('go'), to: WindowPlace }),
  z.object({ kind: z.literal('sheet'), batch: BatchId }),
  z.object({ kind: z.literal('order'), order: MenuOrder }),
  z.object({ kind: z.literal('trouble'), problem: Problem }),
])
export type DesktopNews = z.infer<typeof DesktopNews>

const Nothing = z.object({})

/** `isInstalled`: not run from its sources; only an installed app can start with the session, and be updated. */
export const AppStanding = z.object({ isInstalled: z.boolean(), startsAtLogin: z.boolean() })
export type AppStanding = z.infer<typeof AppStanding>

/** What only the desktop can do: name → what goes in, what comes out. Null where a person gave it up. */
export const desktopCommands = {
  /** The system’s own picker; what was picked is judged as a staged batch. */
  pickPhotos: { input: z.object({ what: z.enum(['files', 'folder']), how: DropSending }), output: SentDrop.nullable() },
  /** The system’s own picker; the folder may be used from then on, as far as the page names it. */
  pickFolder: { input: Nothing, output: Place.nullable() },
  /** A file or folder that was dropped, by its place on the disk. Only the preload knows places: a page has none to give. */
  dropPath: {
    input: z.object({ drop: DropId, path: z.string().min(1).max(32_767), bytes: z.number().int().min(0) }),
    output: DroppedFile,
  },
  /** A dropped picture without a place on the disk: from a browser, or from another program. */
  dropBytes: {
    input: z.object({
      drop: DropId,
      name: z.string().min(1).max(1_000),
      bytes: z.instanceof(Uint8Array).refine(({ length }) => length <= mostDroppedBytes, 'too large'),
      modifiedAt: z.number().int().nullable(),
    }),
    output: DroppedFile,
  },
  sendDrop: { input: z.object({ drop: DropId, how: DropSending }), output: SentDrop },
  giveUpDrop: { input: z.object({ drop: DropId }), output: Nothing },
  /** The picture in the clipboard, if there is one. */
  pasteImage: { input: z.object({ how: DropSending }), output: SentDrop.nullable() },
  /** How the app stands in the system. */
  readApp: { input: Nothing, output: AppStanding },
  /** Into the tray, without a window. */
  startAtLogin: { input: z.object({ isWanted: z.boolean() }), output: AppStanding },
  /** The answer is shown by the desktop itself. */
  lookForUpdates: { input: Nothing, output: Nothing },
  /** Sends although the line costs by the byte, until that line is left. */
  sendAnyway: { input: Nothing, output: Nothing },
  /** Shows the file of a job where it lies, in the system’s own file manager. */
  revealPhoto: { input: z.object({ job: JobId }), output: Nothing },
} as const
export type DesktopCommands = typeof desktopCommands
type Input<Name extends keyof DesktopCommands> = z.input<DesktopCommands[Name]['input']>
type Answer<Name extends keyof DesktopCommands> = Promise<Outcome<z.output<DesktopCommands[Name]['output']>>>

/** All that the preload hands to the page, as `window.hotfolder`. `Dropped`: a file as a browser has it. */
export interface Desktop<Dropped> extends Pick<Transport, 'call'> {
  /** Everything after this place in the feed, or from now on; the answer stops it. */
  follow(after: FeedPlace | null, receive: (news: unknown) => void): () => void
  pickPhotos(input: Input<'pickPhotos'>): Answer<'pickPhotos'>
  pickFolder(): Answer<'pickFolder'>
  /** A file or a whole folder, by where it lies; its bytes where it lies nowhere. */
  drop(drop: DropId, file: Dropped): Answer<'dropPath'>
  sendDrop(input: Input<'sendDrop'>): Answer<'sendDrop'>
  giveUpDrop(input: Input<'giveUpDrop'>): Answer<'giveUpDrop'>
  pasteImage(input: Input<'pasteImage'>): Answer<'pasteImage'>
  revealPhoto(input: Input<'revealPhoto'>): Answer<'revealPhoto'>
  readApp(): Answer<'readApp'>
  startAtLogin(input: Input<'startAtLogin'>): Answer<'startAtLogin'>
  lookForUpdates(): Answer<'lookForUpdates'>
  sendAnyway(): Answer<'sendAnyway'>
}
