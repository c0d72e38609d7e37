import type {
  DesktopNews,
  DropId,
  DroppedFile,
  DropSending,
  FeedEvent,
  ImageId,
  JobId,
  Outcome,
  Place,
  Places,
  ProfileName,
  SentDrop,
  Sha256,
  Transport,
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
}

/** What the desktop asks of its page, beside what the engine tells. */
export type NativeNews = Extract<DesktopNews, { kind: 'go' | 'sheet' | 'order' | 'trouble' }>

/** What only the desktop can do. Null comes back where a person gave it up. */
export interface Native {
  pickPhotos(what: 'files' | 'folder', how: DropSending): Promise<Outcome<SentDrop | null>>
  pickFolder(): Promise<Outcome<Place | null>>
  pasteImage(how: DropSending): Promise<Outcome<SentDrop | null>>
  revealPhoto(job: JobId): Promise<Outcome<unknown>>
  listen(receive: (news: NativeNews) => void): () => void
}

/** Whoever runs the engine for this page: the loopback web host, or the desktop. */
export interface Host {
  call: Transport['call']
  follow(reader: FeedReader): () => void
  places(inside: string | null): Promise<Outcome<Places>>
  drops: DropLine
  pictures: Pictures
  /** Null in a browser. */
  native: Native | null
}
