import { type BrowserWindow, ipcMain, type IpcMainEvent, type IpcMainInvokeEvent } from 'electron'
import { channels, type DesktopNews, fail, FeedPlace } from '../../../preload/contract/index.ts'
import type { Dispatch } from '../dispatch.ts'
import type { PathGate } from '../web/paths-within.ts'
import type { EngineLine } from './engine-line.ts'
import { isOurPage } from './is-our-page.ts'

type Needs = {
  line: Pick<EngineLine, 'feed' | 'call' | 'isUp'>
  /** Every path in a command must be one that a person gave. */
  pathGate: PathGate
  desktop: Dispatch
  window(): BrowserWindow | null
  log(what: string, error: unknown): void
}

/** The page’s end of the wall: who may speak, what is answered, and what it is told. */
export interface PageLine {
  /** Told at once, or as soon as the page listens. */
  tell(news: DesktopNews): void
  /** Whoever comes next has heard nothing yet. */
  pageGone(): void
}

/** So much may wait for a page that is still loading. */
const mostWaiting = 50

export function openPageLine({ line, pathGate, desktop, window, log }: Needs): PageLine {
  let isListening = false
  let waiting: DesktopNews[] = []
  const { feed } = line

  const send = (news: DesktopNews) => {
    const contents = window()?.webContents
    if (contents !== undefined && !contents.isDestroyed()) contents.send(channels.news, news)
  }
  feed.listen(event => {
    if (isListening) send({ kind: 'event', run: feed.run, event })
  })

  function mayPass(event: IpcMainInvokeEvent | IpcMainEvent): boolean {
    const contents = window()?.webContents
    const isOurs = contents === event.sender && isOurPage(event.senderFrame, contents.mainFrame)
    if (!isOurs) log('a message was refused', `from ${event.senderFrame?.url ?? 'a frame that is gone'}`)
    return isOurs
  }
  const refused = fail({ code: 'command-unknown', name: 'from another page' })

  ipcMain.handle(channels.call, async (event, name: unknown, input: unknown) => {
    if (!mayPass(event)) return refused
    const confined = await pathGate(typeof name === 'string' ? name : '', input)
    return confined.ok ? line.call(name, confined.value) : confined
  })
  ipcMain.handle(channels.desktop, async (event, name: unknown, input: unknown) =>
    mayPass(event) ? desktop(name, input) : refused,
  )
  ipcMain.on(channels.follow, (event, after: unknown) => {
    if (!mayPass(event)) return
    const place = FeedPlace.nullable().safeParse(after)
    const missed = place.success && place.data !== null ? feed.since(place.data) : []
    isListening = true
    if (line.isUp) send({ kind: 'opened' })
    if (missed === null) send({ kind: 'missed' })
    else for (const one of missed) send({ kind: 'event', run: feed.run, event: one })
    for (const news of waiting.splice(0)) send(news)
  })
  ipcMain.on(channels.unfollow, event => {
    if (mayPass(event)) isListening = false
  })

  return {
    tell(news) {
      if (isListening) send(news)
      // How it stands with the engine is told anew to whoever begins to listen.
      else if (news.kind !== 'opened' && news.kind !== 'lost') waiting = [...waiting, news].slice(-mostWaiting)
    },
    pageGone() {
      isListening = false
    },
  }
}
