import { app, clipboard, dialog, Menu } from 'electron'
import type { FeedEvent, MenuOrder, WindowPlace } from '../../../preload/contract/index.ts'
import type { AppDeeds } from './app-deeds.ts'
import { appMenu } from './app-menu.ts'
import { connectUpdater } from './electron-updater.ts'
import type { EngineLine } from './engine-line.ts'
import type { Language } from './language.ts'
import type { MainWindow } from './main-window.ts'
import { watchMetered } from './watch-metered.ts'
import { showNotice } from './notices.ts'
import type { PageLine } from './page-line.ts'
import { watchPower } from './power.ts'
import { createProgress } from './progress.ts'
import { noRound, roundAfter, sendingOf, withQueue } from './round.ts'
import { setStartAtLogin, startsAtLogin } from './start-at-login.ts'
import { createTidingsDesk, type Tiding, unfinishedOf } from './tidings.ts'
import { createTray } from './tray.ts'
import { createUpdates } from './updates.ts'
import type { Quitting } from './watch-quit.ts'

type Needs = {
  line: EngineLine
  window: MainWindow
  pages: PageLine
  language: Language
  quitting: Quitting
  trayIcon: string
  log(what: string, error: unknown): void
}

/** Eyes need no more, and menus flicker. */
const drawEveryMs = 500
const dayMs = 86_400_000
const firstLookMs = 60_000

/** Everything around the window that shows or steers the engine: tray, menus, dock, notifications, power, updates. */
export function followEngine({ line, window, pages, language, quitting, trayIcon, log }: Needs): AppDeeds {
  const { bridge } = line
  const tidings = createTidingsDesk()
  const progress = createProgress(() => window.current)
  const quietened = new Set<() => void>()
  let round = noRound
  let drawing: ReturnType<typeof setTimeout> | undefined

  const attempt = (order: Promise<{ ok: boolean }>) =>
    void order.then(done => done.ok || log('an order of the tray was refused', JSON.stringify(done)))
  const go = (to: WindowPlace) => {
    pages.tell({ kind: 'go', to })
    window.show()
  }
  const order = (what: MenuOrder) => {
    window.show()
    pages.tell({ kind: 'order', order: what })
  }

  const power = watchPower({ line, onShutdown: quitting.now })
  const metered = watchMetered({ line, platform: process.platform, isBusy: () => left() > 0, onChange: draw })
  const tray = createTray({
    icon: trayIcon,
    deeds: {
      open: window.show,
      showNeeded: () => go({ screen: 'queue', tab: (round.queue?.counts.failed ?? 0) > 0 ? 'failed' : 'held' }),
      pause: isPaused => attempt(isPaused ? bridge.pauseQueue({}) : bridge.resumeQueue({})),
      limit: bytesPerSecond => attempt(bridge.setLimits({ bytesPerSecond })),
      copy: ({ link }) => void clipboard.writeText(link),
      sendAnyway: metered.sendAnyway,
      quit: () => app.quit(),
    },
  })
  const updates = createUpdates({
    updater: lazyUpdater(),
    words: language.words,
    async ask({ title, body, buttons }) {
      const last = buttons.length - 1
      const box = { message: title, detail: body, buttons: [...buttons], defaultId: 0, cancelId: last }
      const { response } = await dialog.showMessageBox(box)
      return response
    },
    isSending: () => sendingOf(round) > 0,
    async quiet() {
      while (sendingOf(round) > 0) await new Promise<void>(resolve => quietened.add(resolve))
      if (!(await window.leave())) return false
      await quitting.prepare()
      return true
    },
    goOn() {
      quitting.takeBack()
      window.show()
    },
    log,
  })

  const deeds: AppDeeds = {
    standing: () => ({ isInstalled: app.isPackaged, startsAtLogin: startsAtLogin() }),
    startAtLogin(isWanted) {
      setStartAtLogin(isWanted)
      drawMenu()
    },
    lookForUpdates: () => void updates.look(true),
    sendAnyway: metered.sendAnyway,
  }

  function left(): number {
    return round.queue === null ? 0 : unfinishedOf(round.queue)
  }

  function drawMenu(): void {
    const menuDeeds = {
      order,
      go,
      checkUpdates: deeds.lookForUpdates,
      startAtLogin(isWanted: boolean) {
        try {
          deeds.startAtLogin(isWanted)
        } catch (error) {
          log('what starts with the session could not be changed', error)
          pages.tell({ kind: 'trouble', problem: { code: 'unexpected', detail: String(error) } })
          drawMenu()
        }
      },
    }
    const { platform } = process
    const rows = appMenu(language.words(), menuDeeds, {
      platform,
      isPackaged: app.isPackaged,
      startsAtLogin: startsAtLogin(),
    })
    Menu.setApplicationMenu(Menu.buildFromTemplate(rows))
  }

  function drawNow(): void {
    drawing = undefined
    if (quitting.isQuitting) return
    tray.show({ round, isMetered: metered.isHolding }, language.words())
    progress.show(round)
    power.keepAwake(sendingOf(round) > 0)
    if (sendingOf(round) > 0) return
    for (const resolve of quietened) resolve()
    quietened.clear()
  }

  function draw(): void {
    drawing ??= setTimeout(drawNow, drawEveryMs)
  }

  function notify(tiding: Tiding): void {
    // Who looks at the window sees it there.
    if (window.current?.isFocused() === true) return
    if (tiding.kind === 'connectionLost')
      return showNotice(language.words().connectionLost, () => go({ screen: 'queue', tab: 'waiting' }))
    const tab = tiding.failed > 0 ? 'failed' : tiding.held > 0 ? 'held' : 'delivered'
    showNotice(language.words().batchDone(tiding), () => go({ screen: 'queue', tab }))
  }

  line.feed.listen(({ news }: FeedEvent) => {
    round = roundAfter(round, news)
    if (news.kind === 'preferencesChanged') {
      language.choose(news.preferences.language)
      drawMenu()
    }
    for (const tiding of tidings.hear(news)) notify(tiding)
    draw()
  })

  line.hear(turn => {
    if (turn.kind === 'up') {
      pages.tell({ kind: 'opened' })
      void readAll()
    } else if (turn.kind === 'down') {
      pages.tell({ kind: 'lost' })
      power.keepAwake(false)
      showNotice(turn.because === 'halted' ? language.words().halted : language.words().restarted, window.show)
    }
  })

  async function readAll(): Promise<void> {
    const [snapshot, preferences] = await Promise.all([bridge.snapshot({}), bridge.readPreferences({})])
    if (snapshot.ok) round = withQueue(round, snapshot.value.queue)
    if (preferences.ok) language.choose(preferences.value.language)
    drawMenu()
    draw()
    metered.begin()
  }

  drawMenu()
  draw()
  if (app.isPackaged) {
    setTimeout(() => void updates.look(false), firstLookMs).unref()
    setInterval(() => void updates.look(false), dayMs).unref()
  }
  return deeds
}

function lazyUpdater() {
  let connected: ReturnType<typeof connectUpdater> | undefined
  const updater = () => (connected ??= connectUpdater())
  return {
    look: async () => (await updater()).look(),
    fetch: async () => (await updater()).fetch(),
    install: async () => (await updater()).install(),
  }
}
