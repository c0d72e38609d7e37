import type {
  AppStanding,
  DesktopNews,
  DropId,
  DroppedFile,
  DropSending,
  FeedEvent,
  ImageId,
  JobId,
  MeasuredOriginal,
  Outcome,
  Place,
  Places,
  ProfileName,
  SentDrop,
  Sha256,
  Transport,
  VariantOptions,
} from '../../preload/contract/index.ts'

/** What a reader of the feed is told of the line itself, beside the events. */
export interface FeedReader {
  /** Events flow from here on. */
  opened(): void
  told(event: FeedEvent): void
  /** Events were missed: only the snapshot helps. */
  missed(): void
  /** The line broke; it is tried again. */
  lost(): void
  /** The engine behind this page has ended, or does not know this page: nothing will come any more. */
  ended(): void
}

/** The files of one drop, on their way to the engine. */
export interface DropLine {
  put(drop: DropId, file: File, onSent: (bytes: number) => void, signal: AbortSignal): Promise<Outcome<DroppedFile>>
  send(drop: DropId, how: DropSending): Promise<Outcome<SentDrop>>
  giveUp(drop: DropId): Promise<void>
}

/** Addresses of pictures, for `<img>`. */
export interface Pictures {
  thumbnail(job: { readonly id: JobId; readonly sha256: Sha256 }): string
  original(job: { readonly id: JobId; readonly sha256: Sha256 }): string
  known(photo: { readonly id: string; readonly sha256: Sha256 | null }): string
  image(profile: ProfileName, image: ImageId, variant: string): string
  /** An image in the largest variant that shows it whole. */
  view(profile: ProfileName, image: ImageId): string
  /** The original, as large as it is. */
  whole(profile: ProfileName, image: ImageId): string
  /** At least so many pixels on its long side, where there are as many; `uploadedAt` tells which picture of this id. */
  small(profile: ProfileName, image: ImageId, uploadedAt: number, side: number): string
  /** As these options would serve it, saved or not. */
  trial(profile: ProfileName, image: ImageId, options: VariantOptions): string
}

/** Sizes tried out on the photos of an account. */
export interface Trials {
  /** The bytes behind the address of a picture, in a format this browser shows. */
  picture(address: string, accept: string, signal: AbortSignal): Promise<Outcome<Blob>>
  /** Null: the original is not on this computer, and was only to be looked for `here`. */
  measure(profile: ProfileName, image: ImageId, reach: 'here' | 'anywhere'): Promise<Outcome<MeasuredOriginal | null>>
  /** Whether sizes written into links are served, as far as this public image can tell. */
  flexible(profile: ProfileName, image: ImageId): Promise<Outcome<boolean | null>>
}

/** What the desktop asks of its page, beside what the engine tells. */
export type NativeNews = Extract<DesktopNews, { kind: 'go' | 'sheet' | 'order' | 'trouble' }>

/** What only the desktop can do. Null comes back where a person gave it up. */
export interface Native {
  pickPhotos(what: 'files' | 'folder', how: DropSending): Promise<Outcome<SentDrop | null>>
  pickFolder(): Promise<Outcome<Place | null>>
  pasteImage(how: DropSending): Promise<Outcome<SentDrop | null>>
  revealPhoto(job: JobId): Promise<Outcome<unknown>>
  readApp(): Promise<Outcome<AppStanding>>
  startAtLogin(isWanted: boolean): Promise<Outcome<AppStanding>>
  lookForUpdates(): Promise<Outcome<unknown>>
  /** Although the line costs by the byte. */
  sendAnyway(): Promise<Outcome<unknown>>
  listen(receive: (news: NativeNews) => void): () => void
}

/** Whoever runs the engine for this page: the loopback web host, or the desktop. */
export interface Host {
  call: Transport['call']
  follow(reader: FeedReader): () => void
  places(inside: string | null): Promise<Outcome<Places>>
  drops: DropLine
  pictures: Pictures
  trials: Trials
  /** Hands the original to the person, under its own name. */
  saveOriginal(profile: ProfileName, image: ImageId): Promise<Outcome<void>>
  /** Null in a browser. */
  native: Native | null
}
