import type { Access } from './access.ts'
import type { Account } from './account.ts'
import type { FileStore } from './file-store.ts'
import type { ImageStore } from './images/image-store.ts'
import type { Trouble } from './misbehaviour/trouble.ts'

/** What every route of one running local cloud shares. */
export type Cloud = {
  account: Account
  access: Access
  images: ImageStore
  files: FileStore
  trouble: Trouble
  now: () => number
  /** `http://127.0.0.1:PORT` */
  origin: () => string
  acceptsAvif: boolean
}
