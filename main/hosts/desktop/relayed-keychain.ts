import type { StartKeychain } from '../../adapters/keytar-vault/index.ts'
import type { FromRoom } from './room-talk.ts'

type Hearing = { said: (message: unknown) => void; gone: (detail: string) => void }

/** The keychain’s program, which only the main process can start: a packaged Electron lets no other process have children. */
export function createRelayedKeychain(post: (message: FromRoom) => void) {
  let hearing: Hearing | null = null
  const start: StartKeychain = (said, gone) => {
    hearing = { said, gone }
    return {
      ask: question => post({ kind: 'askKeychain', question }),
      kill() {
        hearing = null
        post({ kind: 'killKeychain' })
      },
    }
  }
  return {
    start,
    said: (message: unknown) => hearing?.said(message),
    gone: (detail: string) => hearing?.gone(detail),
  }
}
