import { join } from 'node:path'
import { type Bridge, fail, type Problem } from '../../../preload/contract/index.ts'
import { bridgeTo } from '../bridge-to.ts'
import { compose, type Running } from '../compose.ts'
import { type Control, handOver, type HostCommands, serveControl, withHostCommands } from '../control/index.ts'
import type { Dispatch } from '../dispatch.ts'
import { createDropSpool, type DropSpool } from '../web/drop-spool.ts'
import { openDropFolder } from '../web/drop-folder.ts'
import { photosOf } from '../web/photos-of.ts'
import { trialsOf } from '../web/trial/trials-of.ts'
import { answerRoom } from './answer-room.ts'
import { createRelayedKeychain } from './relayed-keychain.ts'
import { createHandedDesk } from './take-handed.ts'
import type { FromRoom, RoomAnswers, ToRoom } from './room-talk.ts'

/** The engine of the desktop, behind messages. Hearing `stop` answers true once all has ended cleanly. */
export interface Room {
  hear(message: ToRoom): Promise<boolean>
}

type Open = {
  running: Running
  dispatch: Dispatch
  answers: RoomAnswers
  spool: DropSpool
  control: Control | null
}

type Order = (input: unknown, signal: AbortSignal) => Promise<unknown>

const sweepEveryMs = 86_400_000

export function openRoom(post: (message: FromRoom) => void): Room {
  const keychain = createRelayedKeychain(post)
  const underWay = new Map<number, AbortController>()
  let open: Open | null = null

  async function begin(home: string, apiToken: string | undefined): Promise<void> {
    const composed = await compose({
      home,
      apiToken,
      capabilities: ['pickFolder', 'revealFile'],
      startKeychain: keychain.start,
    })
    if (!composed.ok) return post({ kind: 'refused', problem: composed.problem })
    const running = composed.value
    const { engine } = running
    const { bridge, dispatch } = bridgeTo(running)
    engine.feed.listen(event => post({ kind: 'told', event }))
    const spool = openSpool(running, bridge)
    const photos = photosOf(running, bridge, Date.now)
    const trials = trialsOf(running, bridge, photos, Date.now)
    const hostCommands: HostCommands = new Map([
      [handOver, createHandedDesk({ bridge, tell: handed => post({ kind: 'handed', handed }) })],
    ])
    const control = await serveControl(running.home, withHostCommands(dispatch, hostCommands), engine.feed)
    open = {
      running,
      dispatch,
      spool,
      answers: answerRoom({ running, bridge, spool, photos, trials }),
      control: control.ok ? control.value : null,
    }
    const troubles: Problem[] = control.ok ? [] : [control.problem]
    post({ kind: 'began', notices: [...running.notices, ...troubles] })
    setInterval(() => spool.sweep(), sweepEveryMs).unref()
    spool.sweep()
    await engine.start({ folders: 'all' })
    if (stopping === null) await spool.resume()
  }

  let stopping: Promise<void> | null = null

  async function stop(): Promise<void> {
    if (open === null) return
    const { control, running, spool } = open
    open = null
    // In this order: while the home is still ours, nobody may think that another engine answers.
    await control?.close()
    spool.close()
    await running.stop()
  }

  async function hear(message: ToRoom): Promise<boolean> {
    switch (message.kind) {
      case 'begin':
        await begin(message.home, message.apiToken)
        return false
      case 'call': {
        const answer = open === null ? closed : await open.dispatch(message.name, message.input)
        post({ kind: 'answer', id: message.id, answer })
        return false
      }
      case 'order': {
        // Order and input belong together, which the table says but the compiler cannot follow.
        const order = open?.answers[message.order] as Order | undefined
        const giveUp = new AbortController()
        underWay.set(message.id, giveUp)
        const answer = order === undefined ? null : await order(message.input, giveUp.signal)
        underWay.delete(message.id)
        post({ kind: 'answer', id: message.id, answer })
        return false
      }
      case 'giveUp':
        underWay.get(message.id)?.abort()
        return false
      case 'keychainSaid':
        keychain.said(message.message)
        return false
      case 'keychainGone':
        keychain.gone(message.detail)
        return false
      case 'stop':
        // Whoever says it twice waits for the same end.
        await (stopping ??= stop())
        return true
      default:
        return message satisfies never
    }
  }
  return { hear }
}

const closed = fail({ code: 'interrupted' })

function openSpool({ home, engine, jobAt, isDismissed, sharedAt, picks, log }: Running, bridge: Bridge): DropSpool {
  const folder = openDropFolder(join(home, 'inbox'))
  const facts = { jobAt, isDismissed, sharedAt, picks }
  return createDropSpool({ folder, bridge, feed: engine.feed, ...facts, now: Date.now, log })
}
