import { useCallback, useEffect, useRef, useState } from 'react'
import type { LogLevel, LogLine, Problem } from '../../../preload/contract/index.ts'
import { useDesk } from '../../state/use-desk.ts'

export type LogShown = {
  /** Newest last. */
  readonly lines: readonly LogLine[]
  /** Where the lines before these begin; null where there are none. */
  readonly older: string | null
  readonly newer: string | null
  readonly isReading: boolean
  readonly problem: Problem | null
}

export type LogFilter = { readonly levels: readonly LogLevel[]; readonly text: string }

const pageSize = 200
const followEveryMs = 1_500
const typingMs = 200
/** More lines than anybody reads: the earliest are let go of, and can be read again. */
const mostLines = 5_000

const unread: LogShown = { lines: [], older: null, newer: null, isReading: true, problem: null }

/** The log as it is filtered, from its end on; what comes to it is read while `isFollowing`. */
export function useLog({ levels, text }: LogFilter, isFollowing: boolean): LogShown & { readOlder(): void } {
  const { bridge } = useDesk()
  const [shown, setShown] = useState<LogShown>(unread)
  const latest = useRef(shown)
  latest.current = shown
  const turn = useRef(0)
  const wanted = levels.join(' ')

  const read = useCallback(
    async (from: { mark: string; toward: 'older' | 'newer' } | undefined) => {
      const mine = turn.current
      const asked = { levels: wanted.split(' ') as LogLevel[], text, limit: pageSize }
      const page = await bridge.readLog(from === undefined ? asked : { ...asked, from })
      return mine === turn.current ? page : null
    },
    [bridge, wanted, text],
  )

  /** From a mark towards the beginning, until there is something to show. */
  const readBack = useCallback(
    async (mark: string | null) => {
      setShown(now => ({ ...now, isReading: true }))
      for (let from = mark; ;) {
        const page = await read(from === null ? undefined : { mark: from, toward: 'older' })
        if (page === null) return
        if (!page.ok) return setShown(now => ({ ...now, isReading: false, problem: page.problem }))
        const { lines, older, newer } = page.value
        const isEnough = lines.length > 0 || older === null
        setShown(now => ({
          lines: [...lines, ...now.lines],
          older,
          newer: now.newer ?? newer,
          isReading: !isEnough,
          problem: null,
        }))
        if (isEnough) return
        from = older
      }
    },
    [read],
  )

  useEffect(() => {
    turn.current += 1
    setShown(unread)
    const waiting = setTimeout(() => void readBack(null), text === '' ? 0 : typingMs)
    return () => clearTimeout(waiting)
  }, [readBack, text])

  useEffect(() => {
    if (!isFollowing) return undefined
    const follow = async () => {
      const { newer, isReading } = latest.current
      if (isReading || document.visibilityState !== 'visible') return
      // Where nothing was ever written there is no mark to go on from.
      if (newer === null) return readBack(null)
      const page = await read({ mark: newer, toward: 'newer' })
      if (page === null || !page.ok || page.value.newer === newer) return
      const { value } = page
      setShown(now => (now.newer === newer ? withNewer(now, value.lines, value.newer) : now))
    }
    const asking = setInterval(() => void follow(), followEveryMs)
    return () => clearInterval(asking)
  }, [isFollowing, read, readBack])

  return {
    ...shown,
    readOlder: () => {
      if (!shown.isReading && shown.older !== null) void readBack(shown.older)
    },
  }
}

function withNewer(now: LogShown, more: readonly LogLine[], newer: string | null): LogShown {
  const lines = [...now.lines, ...more]
  const kept = lines.slice(-mostLines)
  return { ...now, newer, lines: kept, older: kept.length < lines.length ? (kept[0]?.id ?? null) : now.older }
}
