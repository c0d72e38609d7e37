import type { PictureOptions } from './picture-options.ts'

const hintsOfWidth = ['sec-ch-viewport-width', 'sec-ch-dpr', 'user-agent']
const hintsOfLine = ['rtt', 'save-data', 'ect', 'downlink']

/** The four widths that `width=auto` chooses from. */
const autoWidths = [320, 768, 960, 1200]

/** Options with what the browser tells of itself filled in, and the headers that decided. */
export function followHints(options: PictureOptions, headers: Headers): { options: PictureOptions; vary: string[] } {
  const vary = [
    ...(options.format === 'auto' ? ['Accept'] : []),
    ...(options.width === 'auto' ? hintsOfWidth : []),
    ...(options.slowQuality === null ? [] : hintsOfLine),
  ]
  const width = options.width === 'auto' ? autoWidth(headers) : options.width
  const { slowQuality } = options
  const quality = slowQuality !== null && isSlow(headers) ? slowQuality : options.quality
  return { options: { ...options, width, quality, slowQuality: null }, vary }
}

// UNCONFIRMED: how the four widths are chosen; the documentation only says what each is for.
function autoWidth(headers: Headers): number {
  const wanted = Number(headers.get('sec-ch-viewport-width')) * (Number(headers.get('sec-ch-dpr')) || 1)
  if (wanted > 0) return autoWidths.find(width => width >= wanted) ?? 1200
  const agent = headers.get('user-agent') ?? ''
  if (/iPad|Tablet|Android(?!.*Mobile)/i.test(agent)) return 768
  return /Mobi/i.test(agent) ? 320 : 960
}

function isSlow(headers: Headers): boolean {
  const downlink = headers.get('downlink')
  return (
    Number(headers.get('rtt')) > 150 ||
    headers.get('save-data')?.toLowerCase() === 'on' ||
    /^(slow-2g|2g|3g)$/.test(headers.get('ect') ?? '') ||
    (downlink !== null && Number(downlink) < 5)
  )
}
