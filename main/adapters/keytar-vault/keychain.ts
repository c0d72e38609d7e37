import { fail, succeed, type Outcome, type ProfileName } from '../../../preload/contract/index.ts'
import { KeychainAnswer, type KeychainQuestion } from './keychain-talk.ts'

const patienceMs = 5_000

/** The computer’s own keychain, as far as we need it. Every failure is `keychain-unavailable`. */
export interface Keychain {
  /** Null where nothing is kept under the name. */
  read(name: ProfileName): Promise<Outcome<string | null>>
  write(name: ProfileName, token: string): Promise<Outcome<void>>
  remove(name: ProfileName): Promise<Outcome<void>>
  /** The last question got no answer in time; reading does not try again until something is written or removed. */
  isSilent(): boolean
}

/** The keychain’s own program while it runs. It can be killed, also when it answers nothing. */
export interface KeychainProgram {
  ask(question: KeychainQuestion): void
  kill(): void
}

/** Starts it; `said` hears each of its messages, `gone` why it can be asked no longer. */
export type StartKeychain = (said: (message: unknown) => void, gone: (detail: string) => void) => KeychainProgram

type Hear = (answer: Outcome<string | null>) => void
type Asked = { ask: 'read' | 'remove'; name: string } | { ask: 'write'; name: string; token: string }

/** Starts the keychain’s own program at the first question; a machine without a keychain never notices. */
export function openKeychain(start: StartKeychain): Keychain {
  const pending = new Map<number, Hear>()
  let program: KeychainProgram | null = null
  let lastId = 0
  let silent = false

  function started(): KeychainProgram {
    if (program !== null) return program
    const fresh = start(hear, detail => {
      if (program === fresh) drop(detail)
    })
    program = fresh
    return fresh
  }

  function hear(message: unknown) {
    const answer = KeychainAnswer.safeParse(message)
    if (!answer.success) return
    pending.get(answer.data.id)?.(answer.data.ok ? succeed(answer.data.token) : unavailable(answer.data.detail))
  }

  function drop(detail: string) {
    program?.kill()
    program = null
    for (const hearing of [...pending.values()]) hearing(unavailable(detail))
  }

  async function ask(asked: Asked): Promise<Outcome<string | null>> {
    const question: KeychainQuestion = { ...asked, id: (lastId += 1) }
    const { promise, resolve } = Promise.withResolvers<Outcome<string | null>>()
    const timer = setTimeout(() => {
      silent = true
      drop(`it did not answer within ${patienceMs / 1000} s`)
    }, patienceMs)
    pending.set(question.id, resolve)
    try {
      started().ask(question)
      return await promise
    } finally {
      clearTimeout(timer)
      pending.delete(question.id)
    }
  }

  async function order(asked: Asked): Promise<Outcome<void>> {
    silent = false
    const done = await ask(asked)
    return done.ok ? succeed(undefined) : done
  }

  return {
    read: async name => (silent ? unavailable('it does not answer') : ask({ ask: 'read', name })),
    write: (name, token) => order({ ask: 'write', name, token }),
    remove: name => order({ ask: 'remove', name }),
    isSilent: () => silent,
  }
}

const unavailable = (detail: string) => fail({ code: 'keychain-unavailable', detail })
