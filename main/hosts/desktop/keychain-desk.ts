import type { Program } from './fork-room.ts'
import type { ToRoom } from './room-talk.ts'

type Fork = (hearing: { said(message: unknown): void; ended(code: number): void }) => Program

/** Runs the keychain’s program when it is first asked, and passes words to and fro. */
export function createKeychainDesk(fork: Fork, tell: (message: ToRoom) => void) {
  let program: Program | null = null
  return {
    ask(question: unknown) {
      if (program === null) {
        const fresh = fork({
          said: message => tell({ kind: 'keychainSaid', message }),
          ended() {
            if (program !== fresh) return
            program = null
            tell({ kind: 'keychainGone', detail: 'its program ended' })
          },
        })
        program = fresh
      }
      program.post(question)
    },
    kill() {
      const old = program
      program = null
      old?.kill()
    },
  }
}
