const shapes = {
  queue: 'M2.5 4h11M2.5 8h11M2.5 12h7',
  folder: 'M2 4.500a1 1 0 0 1 1-1h3.200l1.500 1.500H13a1 1 0 0 1 1 1v6a1 1 0 0 1-1 1H3a1 1 0 0 1-1-1z',
  settings:
    'M2.500 5h6m3 0h2M2.500 11h2m3 0h6M8.500 5a1.500 1.500 0 1 0 3 0 1.500 1.500 0 1 0-3 0M4.500 11a1.500 1.500 0 1 0 3 0 1.500 1.500 0 1 0-3 0',
  search: 'M7 11.500a4.500 4.500 0 1 0 0-9 4.500 4.500 0 0 0 0 9M10.300 10.300l3.200 3.200',
  pause: 'M5.500 3.500v9M10.500 3.500v9',
  play: 'M5 3.300v9.400l7.500-4.700z',
  retry: 'M13 8a5 5 0 1 1-1.600-3.700M13 2.500v2.700h-2.700',
  close: 'M4 4l8 8M12 4l-8 8',
  add: 'M8 3v10M3 8h10',
  copy: 'M5.500 5.500v-2a1 1 0 0 1 1-1h6a1 1 0 0 1 1 1v6a1 1 0 0 1-1 1h-2M3.500 5.500h6a1 1 0 0 1 1 1v6a1 1 0 0 1-1 1h-6a1 1 0 0 1-1-1v-6a1 1 0 0 1 1-1',
  check: 'M3 8.500l3.200 3.200L13 5',
  alert: 'M8 2.500l6 10.500H2zM8 6.500v3M8 11.200v.3',
  stop: 'M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12M3.800 3.800l8.400 8.400',
  clock: 'M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12M8 4.700V8l2.300 1.500',
  up: 'M8 12.500v-9M4 7.500l4-4 4 4',
  down: 'M4 6.500l4 4 4-4',
  right: 'M6.500 4l4 4-4 4',
  left: 'M9.500 4l-4 4 4 4',
  download: 'M8 2.500v7.500M4.800 7L8 10.200 11.200 7M3 13.500h10',
  filter: 'M2.500 4h11M4.500 8h7M6.500 12h3',
  panel: 'M2.500 3.500h11v9h-11zM10 3.500v9',
  cloud: 'M4.500 12.500a3 3 0 0 1-.3-6 4 4 0 0 1 7.700 1 2.500 2.500 0 0 1-.4 5z',
  computer: 'M2.500 3.500h11v7h-11zM6 13h4',
  image: 'M2.500 3h11v10h-11zM2.500 11l3.500-3.500 2.500 2.500 1.500-1.500 3.500 3.500M10.500 6a.7.7 0 1 0 0-.1',
  variants: 'M2.500 2.500h6v6h-6zM10.500 2.500h3v3h-3zM10.500 7.500h3v6h-11v-3',
  lock: 'M4 7.500h8v6H4zM5.500 7.500V5.300a2.500 2.500 0 0 1 5 0v2.200',
  unlock: 'M4 7.500h8v6H4zM5.500 7.500V5.300a2.500 2.500 0 0 1 4.900-.7',
  crop: 'M4.500 1.500v10h10M1.500 4.500h10v10',
  enlarge: 'M9.500 2.500h4v4M13.500 2.500l-4.500 4.500M6.500 13.500h-4v-4M2.500 13.500l4.500-4.500',
  calendar: 'M2.500 4h11v9.500h-11zM2.500 7h11M5.500 2.500v3M10.500 2.500v3',
  more: 'M3.500 8h.1M8 8h.1M12.500 8h.1',
  trash: 'M3 4.500h10M6.500 4.500v-2h3v2M4.500 4.500l.6 9h5.800l.6-9',
} as const

export type IconName = keyof typeof shapes

/** A sign of 16 pixels, drawn in the colour of its text. Says nothing by itself: a word stands beside it, or a name on its button. */
export function Icon({ name, size = 16 }: { name: IconName; size?: number }) {
  return (
    <svg className="icon" width={size} height={size} viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      <path d={shapes[name]} />
    </svg>
  )
}
