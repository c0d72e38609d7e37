import type {
  AccountUse,
  AskedImage,
  Image,
  ImageId,
  ImageMetadata,
  Instant,
  MetadataFilter,
  Outcome,
  Reservation,
  SendingSettings,
  SigningKeyName,
  Variant,
  VariantId,
} from '../../preload/contract/index.ts'

/** The bytes of one photo on their way. `open` may be called once per try. */
export type Photo = { name: string; type: string; size: number; open(signal: AbortSignal): AsyncIterable<Uint8Array> }

/** How an image is to be kept. `id`: one of the person's own; the service chooses when left out. */
export type Order = {
  sending: Omit<SendingSettings, 'tags'>
  metadata: Record<string, unknown>
  id?: string
}

/** Where an image comes from that does not take the way of an upload URL. */
export type Source = { kind: 'url'; url: string } | { kind: 'file'; photo: Photo }

/** Which images are listed; `creator: null` are those without one; `after` is the token of the page before. */
export type ImageList = {
  creator?: string | null
  filters: readonly MetadataFilter[]
  order: 'newest' | 'oldest'
  after?: string
  limit: number
}

/** An original on its way back; left unread, it is let go by its signal. `bytes`: as announced, null when the service did not say. */
export type Original = { type: string; bytes: number | null; read(): AsyncIterable<Uint8Array> }

/** A signing key with its value: it stays inside the engine. */
export type KeyWithValue = { name: SigningKeyName; value: string }

/** One account at the service. Every method answers with an Outcome; none retries by itself. */
export interface ImagesApi {
  /** Sets an image id and one-time upload URL aside (one API call). `expiresAt`: 2 minutes to 6 hours from now; usually half an hour. */
  reserve(order: Order, signal: AbortSignal, expiresAt?: Instant): Promise<Outcome<Reservation>>
  /** Sends one photo to its upload URL. `onSent`: bytes handed to the line so far; `onAllSent`: the last byte is gone. */
  send(
    photo: Photo,
    reservation: Reservation,
    signal: AbortSignal,
    onSent: (bytes: number) => void,
    onAllSent: () => void,
  ): Promise<Outcome<Image>>
  ask(id: ImageId, signal: AbortSignal): Promise<Outcome<AskedImage>>
  /** Deletes an image or draft; one that is not there counts as done. */
  discard(id: ImageId, signal: AbortSignal): Promise<Outcome<void>>
  /** Proves token and account: how many images there are. */
  use(signal: AbortSignal): Promise<Outcome<AccountUse>>

  /** Finished images, page by page; `next` is null on the last page (images-api §2.13). */
  list(choice: ImageList, signal: AbortSignal): Promise<Outcome<{ images: Image[]; next: string | null }>>
  /** The deprecated list by page number (images-api §2.2). */
  listV1(
    choice: { creator?: string | null; page: number; perPage: number },
    signal: AbortSignal,
  ): Promise<Outcome<Image[]>>
  /** Uploads in one call, without an upload URL (images-api §2.3). A lost reply is `arrival-unknown`. */
  create(source: Source, order: Order, signal: AbortSignal): Promise<Outcome<Image>>
  /** What is left out stays; `metadata` replaces all of it. A change of `private` answers with a new id (images-api §2.5). */
  edit(
    id: ImageId,
    change: { metadata?: ImageMetadata; private?: boolean; creator?: string | null },
    signal: AbortSignal,
  ): Promise<Outcome<Image>>
  /** The original as the service keeps it (images-api §2.7). `read` throws what carries a Problem when the line breaks. */
  original(id: ImageId, signal: AbortSignal): Promise<Outcome<Original>>

  variants(signal: AbortSignal): Promise<Outcome<Variant[]>>
  variant(id: VariantId, signal: AbortSignal): Promise<Outcome<Variant>>
  createVariant(variant: Variant, signal: AbortSignal): Promise<Outcome<Variant>>
  editVariant(variant: Variant, signal: AbortSignal): Promise<Outcome<Variant>>
  deleteVariant(id: VariantId, signal: AbortSignal): Promise<Outcome<void>>
  setFlexibleVariants(enabled: boolean, signal: AbortSignal): Promise<Outcome<void>>

  keys(signal: AbortSignal): Promise<Outcome<KeyWithValue[]>>
  createKey(name: SigningKeyName, signal: AbortSignal): Promise<Outcome<KeyWithValue[]>>
  deleteKey(name: SigningKeyName, signal: AbortSignal): Promise<Outcome<KeyWithValue[]>>

  close(): Promise<void>
}
