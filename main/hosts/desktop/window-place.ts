import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { z } from 'zod'

const Pixels = z.number().int().min(-100_000).max(100_000)
const Bounds = z.object({ x: Pixels, y: Pixels, width: Pixels, height: Pixels })
export type Bounds = z.infer<typeof Bounds>

/** Where the window stood when it was last moved. */
export const WindowState = z.object({ bounds: Bounds, isMaximized: z.boolean() })
export type WindowState = z.infer<typeof WindowState>

/** The least a page has room in. */
export const least = { width: 900, height: 560 }
const usual = { width: 1_440, height: 900 }
/** So much of the title must be on a screen, or nobody could move it back. */
const grip = { width: 120, height: 32 }

/** Where the window opens: where it stood, if a screen still is there; else in the middle of the first one. */
export function placeWindow(kept: WindowState | null, screens: readonly Bounds[]): Partial<Bounds> & typeof usual {
  const [first] = screens
  const fits = (length: number, least: number, most: number) => Math.max(least, Math.min(length, most))
  if (kept === null || first === undefined) return usual
  const { bounds } = kept
  const home = screens.find(screen => overlap(bounds, screen))
  const room = home ?? first
  const size = {
    width: fits(bounds.width, least.width, Math.max(least.width, room.width)),
    height: fits(bounds.height, least.height, Math.max(least.height, room.height)),
  }
  return home === undefined ? size : { x: bounds.x, y: bounds.y, ...size }
}

function overlap(window: Bounds, screen: Bounds): boolean {
  const across = Math.min(window.x + window.width, screen.x + screen.width) - Math.max(window.x, screen.x)
  const isTitleIn = window.y >= screen.y && window.y + grip.height <= screen.y + screen.height
  return across >= grip.width && isTitleIn
}

/** What cannot be read counts as never kept. */
export function readWindowState(file: string): WindowState | null {
  try {
    const read = WindowState.safeParse(JSON.parse(readFileSync(file, 'utf8')))
    return read.success ? read.data : null
  } catch {
    return null
  }
}

export function keepWindowState(file: string, state: WindowState): void {
  writeFileSync(`${file}.part`, JSON.stringify(state), { mode: 0o600 })
  renameSync(`${file}.part`, file)
}
