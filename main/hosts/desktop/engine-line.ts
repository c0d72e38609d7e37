import { type Bridge, createBridge, fail, type Problem } from '../../../preload/contract/index.ts'
import { createFeedMirror, type FeedMirror } from './feed-mirror.ts'
import type { Program } from './fork-room.ts'
import { createKeychainDesk } from './keychain-desk.ts'
import { pauseBefore } from './pause-before.ts'
import type { FromRoom, Handed, RoomAnswers, RoomOrder, ToRoom } from './room-talk.ts'

/** How it stands with the engine. `refused`: it cannot be started, for a reason a person can do something about. */
export type Turn =
  | { kind: 'up'; notices: readonly Problem[] }
  | { kind: 'down'; because: 'crashed' | 'halted' }
  | { kind: 'refused'; problem: Problem }
  | { kind: 'handed'; handed: Handed }

type Hearing = { said(message: unknown): void; ended(code: number): void; failed(why: string): void }

export type EngineLineNeeds = {
  home: string
  apiToken: string | undefined
  fork(name: 'engine-room' | 'keychain-room', hearing: Hearing): Program
  log(what: string, error: unknown): void
  /** ms; how long a stop may take before it is no longer asked but made. */
  patienceMs?: number
}

/** The engine in its own process: asked over messages, and started again when it falls over. */
export interface EngineLine {
  readonly feed: FeedMirror
  readonly bridge: Bridge
  readonly isUp: boolean
  readonly pid: number | undefined
  /** A command of the contract; waits for an engine that starts, and is refused while there is none. */
  call(name: unknown, input: unknown): Promise<unknown>
  /** Null where no engine runs. */
  order<Order extends RoomOrder>(
    order: Order,
    input: Parameters<RoomAnswers[Order]>[0],
    signal?: AbortSignal,
  ): Promise<Awaited<ReturnType<RoomAnswers[Order]>> | null>
  hear(listener: (turn: Turn) => void): void
  /** Also after a stop, where nothing came of what it was for. */
  start(): void
  stop(): Promise<void>
}

const usualPatienceMs = 10_000
/** An engine that ran so long fell over for a new reason. */
const provenMs = 60_000

export function openEngineLine(needs: EngineLineNeeds): EngineLine {
  const { home, apiToken, fork, log, patienceMs = usualPatienceMs } = needs
  const feed = createFeedMirror()
  const listeners = new Set<(turn: Turn) => void>()
  const waiting = new Map<number, (answer: unknown) => void>()
  const keychain = createKeychainDesk(
    hearing => fork('keychain-room', { ...hearing, failed: why => log('the keychain’s program fails', why) }),
    message => program?.post(message),
  )
  let program: Program | null = null
  let began = Promise.withResolvers<boolean>()
  let state: 'idle' | 'starting' | 'up' | 'down' | 'stopping' = 'idle'
  let halted = false
  let falls = 0
  let lastId = 0
  let startedAt = 0
  let restarting: ReturnType<typeof setTimeout> | undefined
  let ended = Promise.withResolvers<void>()

  const tell = (turn: Turn) => {
    for (const listener of listeners) listener(turn)
  }

  function start(): void {
    if (program !== null) return
    clearTimeout(restarting)
    state = 'starting'
    halted = false
    startedAt = Date.now()
    ended = Promise.withResolvers()
    feed.beginRun()
    const fresh = fork('engine-room', {
      // Only our own program holds the other end.
      said: message => said(message as FromRoom),
      ended: code => gone(code),
      failed: why => log('the engine fails', why),
    })
    program = fresh
    fresh.post({ kind: 'begin', home, apiToken } satisfies ToRoom)
  }

  function said(message: FromRoom): void {
    switch (message.kind) {
      case 'began':
        // It may have been told to stop meanwhile.
        if (state !== 'starting') return
        state = 'up'
        began.resolve(true)
        return tell({ kind: 'up', notices: message.notices })
      case 'refused':
        program?.kill()
        if (state !== 'starting') return
        state = 'idle'
        began.resolve(false)
        return tell({ kind: 'refused', problem: message.problem })
      case 'answer':
        waiting.get(message.id)?.(message.answer)
        return void waiting.delete(message.id)
      case 'told':
        feed.take(message.event)
        if (message.event.news.kind === 'halted') halt()
        return
      case 'handed':
        return tell({ kind: 'handed', handed: message.handed })
      case 'askKeychain':
        return keychain.ask(message.question)
      case 'killKeychain':
        return keychain.kill()
      default:
        return message satisfies never
    }
  }

  /** It stands still and can keep nothing: a fresh start finds everything as it was saved. */
  function halt(): void {
    if (halted || state !== 'up') return
    halted = true
    program?.post({ kind: 'stop' } satisfies ToRoom)
  }

  function gone(code: number): void {
    program = null
    keychain.kill()
    const before = state
    for (const answer of waiting.values()) answer(fail({ code: 'interrupted' }))
    waiting.clear()
    began.resolve(false)
    began = Promise.withResolvers()
    ended.resolve()
    if (before === 'stopping' || before === 'idle') return
    state = 'down'
    log('the engine ended', `with ${code}${halted ? ', because it could keep nothing' : ''}`)
    falls = Date.now() - startedAt > provenMs ? 1 : falls + 1
    tell({ kind: 'down', because: halted ? 'halted' : 'crashed' })
    restarting = setTimeout(start, pauseBefore(falls, halted))
  }

  async function ask(message: (id: number) => ToRoom, closed: unknown, signal?: AbortSignal): Promise<unknown> {
    if (state === 'starting' && !(await began.promise)) return closed
    const to = program
    if (to === null || state !== 'up' || signal?.aborted === true) return closed
    lastId += 1
    const id = lastId
    return new Promise(resolve => {
      const giveUp = () => to.post({ kind: 'giveUp', id } satisfies ToRoom)
      signal?.addEventListener('abort', giveUp, { once: true })
      waiting.set(id, answer => {
        signal?.removeEventListener('abort', giveUp)
        resolve(answer)
      })
      to.post(message(id))
    })
  }

  const notRunning = fail({ code: 'offline', host: 'Hotfolder' })
  const call = (name: unknown, input: unknown) => ask(id => ({ kind: 'call', id, name, input }), notRunning)

  return {
    feed,
    call,
    bridge: createBridge({ call, listen: feed.listen }),
    get isUp() {
      return state === 'up'
    },
    get pid() {
      return program?.pid
    },
    order: async (order, input, signal) =>
      (await ask(id => ({ kind: 'order', id, order, input }), null, signal)) as never,
    hear: listener => void listeners.add(listener),
    start,
    async stop() {
      clearTimeout(restarting)
      state = 'stopping'
      if (program === null) return
      const forced = setTimeout(() => program?.kill(), patienceMs)
      program.post({ kind: 'stop' } satisfies ToRoom)
      await ended.promise
      clearTimeout(forced)
    },
  }
}
