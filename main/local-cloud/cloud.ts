import type { Access } from './access.ts'
import type { Account } from './account.ts'
import type { AccountSettingsStore } from './account-settings.ts'
import type { FileStore } from './file-store.ts'
import type { ImageStore } from './images/image-store.ts'
import type { Trouble } from './misbehaviour/trouble.ts'
import type { SigningKeyStore } from './signing-keys/signing-key-store.ts'
import type { VariantStore } from './variants/variant-store.ts'

/** What every route of one running local cloud shares. */
export type Cloud = {
  account: Account
  access: Access
  settings: AccountSettingsStore
  images: ImageStore
  variants: VariantStore
  signingKeys: SigningKeyStore
  files: FileStore
  trouble: Trouble
  /** ms since 1970 */
  now: () => number
  /** `http://127.0.0.1:PORT` */
  origin: () => string
  acceptsAvif: boolean
  /** Whether an upload by URL may come from this computer or its own network. */
  allowsPrivateSources: boolean
}
