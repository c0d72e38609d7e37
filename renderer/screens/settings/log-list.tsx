import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useLayoutEffect, useRef } from 'react'
import { factsText, type LogLevel, type LogLine } from '../../../preload/contract/index.ts'
import { Icon, type IconName } from '../../parts/icon.tsx'
import { useLanguage } from '../../text/language.ts'

const usualHeight = 26

const looks: Readonly<Record<LogLevel, { tone: string; icon: IconName | null }>> = {
  info: { tone: 'quiet', icon: null },
  warn: { tone: 'warn', icon: 'alert' },
  error: { tone: 'bad', icon: 'stop' },
}

type Props = {
  lines: readonly LogLine[]
  isFollowing: boolean
  isReading: boolean
  hasOlder: boolean
  onOlder(): void
}

/** Lines of the log, of which only those in sight are drawn. It stays at its end while it is followed. */
export function LogList({ lines, isFollowing, isReading, hasOlder, onOlder }: Props) {
  const { text, format } = useLanguage()
  const words = text.log
  const frame = useRef<HTMLDivElement>(null)
  const rows = useVirtualizer({
    count: lines.length,
    getScrollElement: () => frame.current,
    estimateSize: () => usualHeight,
    getItemKey: index => lines[index]?.id ?? index,
    overscan: 8,
    useFlushSync: false,
  })

  const last = lines.at(-1)?.id
  useEffect(() => {
    if (isFollowing && last !== undefined) rows.scrollToIndex(lines.length - 1, { align: 'end' })
    // Only what is new at the end moves it.
  }, [isFollowing, last, rows])

  // Earlier lines come in above: what was the first stays where it was read.
  const first = useRef<string | undefined>(undefined)
  useLayoutEffect(() => {
    const before = first.current
    first.current = lines[0]?.id
    const at = before === undefined ? -1 : lines.findIndex(line => line.id === before)
    if (at > 0 && lines.at(-1)?.id === last) rows.scrollToIndex(at, { align: 'start' })
  }, [lines, last, rows])

  return (
    <div className="log" ref={frame} role="region" aria-label={words.region} tabIndex={0}>
      {hasOlder && (
        <button type="button" className="bare log-older" onClick={onOlder}>
          <Icon name="up" size={14} /> {words.older}
        </button>
      )}
      {lines.length === 0 && !isReading && <p className="log-none quiet">{words.none}</p>}
      <ul className="log-lines" style={{ height: rows.getTotalSize() }}>
        {rows.getVirtualItems().map(({ index, start }) => {
          const line = lines[index]
          if (line === undefined) return null
          const { tone, icon } = looks[line.level]
          const facts = factsText(line)
          return (
            <li
              key={line.id}
              ref={rows.measureElement}
              data-index={index}
              aria-setsize={lines.length}
              aria-posinset={index + 1}
              style={{ transform: `translateY(${start}px)` }}
            >
              <time dateTime={new Date(line.at).toISOString()}>{format.second(line.at)}</time>
              <span className="state" data-tone={tone}>
                {icon !== null && <Icon name={icon} size={14} />} {words.level[line.level]}
              </span>
              <span className="log-what">
                {line.what}
                {facts !== '' && <span className="quiet"> {facts}</span>}
              </span>
            </li>
          )
        })}
      </ul>
    </div>
  )
}
