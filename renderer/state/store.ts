import {
  type Bridge,
  createBridge,
  type FeedEvent,
  type Outcome,
  type Preferences,
  type Snapshot,
  succeed,
} from '../../preload/contract/index.ts'
import { type Cell, createCell } from './cell.ts'
import type { Host } from './host.ts'
import { kindsOf, type ListName, pageAsked, pageRead, pageRefused, readAgain } from './job-list.ts'
import { isSameNarrowing, type Narrowing } from './narrowing.ts'
import { reduce } from './reduce.ts'
import { type View, viewOf } from './view.ts'

/** How the page stands with its engine. `ended`: it will not come back under this address. */
export type Line = 'opening' | 'open' | 'lost' | 'ended'

/** The engine as this page knows it, kept true by the feed. */
export interface Store {
  readonly bridge: Bridge
  /** Null until the first snapshot has come. */
  readonly view: Pick<Cell<View | null>, 'get' | 'watch'>
  readonly line: Pick<Cell<Line>, 'get' | 'watch'>
  /** Reads on in a list; what is on its way already is not asked for twice. */
  readMore(name: ListName): Promise<Outcome<void>>
  /** From now on a list holds only these; it is read anew. */
  narrow(name: ListName, narrowing: Narrowing): void
  /** Budgets, and how many photos a folder holds, are told by the snapshot alone. */
  refreshSums(): Promise<void>
  close(): void
}

type Everything = { readonly snapshot: Snapshot; readonly preferences: Preferences; readonly hadImages: boolean }

/** Eyes need no more, and a busy queue tells thousands of things a second. */
const drawEveryMs = 100
const pageSize = 500
const askAgainMs = 2_000
/** An engine on this computer answers at once; one that is silent for so long stands still. */
const silentMs = 6_000

export function createStore(host: Host): Store {
  const bridge = createBridge({ call: host.call, listen: () => () => {} })
  const shown = createCell<View | null>(null)
  const line = createCell<Line>('opening')
  let now: View | null = null
  let unread: FeedEvent[] | null = []
  let asked = 0
  let isFed = false
  let isSilent = false
  let drawing: ReturnType<typeof setTimeout> | null = null
  let drawnAt = -Infinity
  const turns: Record<ListName, number> = { waiting: 0, failed: 0, delivered: 0, cancelled: 0 }

  function keep(view: View): void {
    now = view
    if (drawing !== null) return
    const wait = Math.max(0, drawnAt + drawEveryMs - performance.now())
    const draw = () => {
      drawing = null
      drawnAt = performance.now()
      shown.set(now)
    }
    if (wait === 0) draw()
    else drawing = setTimeout(draw, wait)
  }

  function told(event: FeedEvent): void {
    if (unread !== null || now === null) {
      unread?.push(event)
      return
    }
    const next = reduce(now, event)
    keep(next)
    if (!next.hasGap) return
    void catchUp([event])
  }

  /** Asks for the snapshot; what is told meanwhile is put on top of it. */
  async function catchUp(first: FeedEvent[] = []): Promise<void> {
    asked += 1
    const mine = asked
    unread = [...(unread ?? []), ...first]
    const answer = await askForAll()
    if (mine !== asked || line.get() === 'ended') return
    if (!answer.ok) {
      setTimeout(() => mine === asked && void catchUp(), askAgainMs)
      return
    }
    const events = unread
    unread = null
    const { snapshot, preferences, hadImages } = answer.value
    const caughtUp = events.reduce(reduce, viewOf(snapshot, preferences, now, hadImages))
    keep(caughtUp)
    if (caughtUp.hasGap) await catchUp()
  }

  /** The preferences first: a change after them is among the events after the snapshot. */
  async function askForAll(): Promise<Outcome<Everything>> {
    const preferences = await bridge.readPreferences({})
    if (!preferences.ok) return preferences
    const snapshot = await bridge.snapshot({})
    if (!snapshot.ok) return snapshot
    const known = { snapshot: snapshot.value, preferences: preferences.value }
    // Later it is not asked any more: a page is welcomed once.
    if (now !== null) return succeed({ ...known, hadImages: now.hadImages })
    const sums = await bridge.sumLibrary({})
    return sums.ok ? succeed({ ...known, hadImages: sums.value.total > 0 }) : sums
  }

  const stop = host.follow({
    opened() {
      isFed = true
      if (!isSilent) line.set('open')
      void catchUp()
    },
    told,
    missed: () => void catchUp(),
    lost() {
      isFed = false
      line.set('lost')
    },
    ended() {
      line.set('ended')
      stop()
    },
  })

  async function readMore(name: ListName): Promise<Outcome<void>> {
    const list = now?.lists[name]
    const done: Outcome<void> = { ok: true, value: undefined }
    if (now === null || list === undefined || list.asking !== null || list.rest.kind === 'end') return done
    keep({ ...now, lists: { ...now.lists, [name]: pageAsked(list) } })
    turns[name] += 1
    const turn = turns[name]
    const after = list.rest.kind === 'more' ? { after: list.rest.after } : {}
    const page = await bridge.listJobs({ kinds: [...kindsOf[name]], limit: pageSize, ...list.narrowing, ...after })
    const reading = now.lists[name]
    // A snapshot came in between: the cursor is of another time.
    if (reading.asking === null || turn !== turns[name]) return done
    const read = page.ok ? pageRead(name, reading, page.value.jobs, page.value.next) : pageRefused(reading)
    keep({ ...now, lists: { ...now.lists, [name]: read } })
    return page.ok ? done : page
  }

  function narrow(name: ListName, narrowing: Narrowing): void {
    if (now === null || isSameNarrowing(now.lists[name].narrowing, narrowing)) return
    // A page that is on its way answers what is not asked any more.
    turns[name] += 1
    keep({ ...now, lists: { ...now.lists, [name]: readAgain(now.lists[name], narrowing) } })
  }

  return {
    bridge,
    narrow,
    view: shown,
    line,
    readMore,
    async refreshSums() {
      // One that does not answer is not asked again meanwhile.
      if (isSilent) return
      const waiting = setTimeout(() => {
        isSilent = true
        if (line.get() === 'open') line.set('lost')
      }, silentMs)
      const answer = await bridge.snapshot({})
      clearTimeout(waiting)
      isSilent = false
      if (isFed && line.get() === 'lost') line.set('open')
      // What was told since is newer.
      if (answer.ok && now !== null && answer.value.revision >= now.revision)
        keep({ ...now, budgets: answer.value.budgets, folders: answer.value.folders })
    },
    close() {
      stop()
      if (drawing !== null) clearTimeout(drawing)
    },
  }
}
