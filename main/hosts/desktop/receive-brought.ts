import { app } from 'electron'
import type { DesktopNews } from '../../../preload/contract/index.ts'
import { readDeepLink } from './deep-link.ts'
import type { EngineLine } from './engine-line.ts'
import type { MainWindow } from './main-window.ts'
import type { PageLine } from './page-line.ts'
import type { StartArguments } from './start-arguments.ts'
import type { Brought } from './take-handed.ts'
import type { Handed } from './room-talk.ts'

type Needs = {
  line: EngineLine
  window: MainWindow
  pages: PageLine
  args: StartArguments
  /** The engine is on its way: from then on it can be asked. */
  started: Promise<void>
  log(what: string, error: unknown): void
}

/** Files a system opens with us come one by one. */
const gatherMs = 200

/** Takes what is brought from outside: by this start, by a later one, or by the system. All of it is only looked at; nothing is sent. */
export function receiveBrought({ line, window, pages, args, started, log }: Needs): void {
  let gathered: string[] = []
  let gathering: ReturnType<typeof setTimeout> | undefined

  function show({ batch, place }: Handed): void {
    const news: DesktopNews[] = [
      ...(place === null ? [] : [{ kind: 'go', to: place } as const]),
      ...(batch === null ? [] : [{ kind: 'sheet', batch } as const]),
    ]
    for (const one of news) pages.tell(one)
    void started.then(window.show)
  }

  async function take({ paths, place }: Brought): Promise<void> {
    const added = paths.length === 0 ? null : await line.bridge.addPhotos({ paths: [...paths], staged: true })
    if (added !== null && !added.ok) pages.tell({ kind: 'trouble', problem: added.problem })
    show({ batch: added?.ok === true ? added.value.batch : null, place })
  }

  line.hear(turn => {
    if (turn.kind === 'handed') show(turn.handed)
  })
  if (args.brought.paths.length > 0 || args.brought.place !== null) void started.then(() => take(args.brought))

  app.on('second-instance', (_event, _argv, _cwd, more) => {
    const isHidden = typeof more === 'object' && more !== null && 'isHidden' in more && more.isHidden === true
    if (!isHidden) void started.then(window.show)
  })
  app.on('activate', () => window.show())
  app.on('open-url', (event, link) => {
    event.preventDefault()
    const place = readDeepLink(link)
    if (place === null) log('a link was not understood', link.slice(0, 200))
    else void started.then(() => take({ paths: [], place }))
  })
  app.on('open-file', (event, path) => {
    event.preventDefault()
    gathered.push(path)
    clearTimeout(gathering)
    gathering = setTimeout(() => {
      const paths = gathered
      gathered = []
      void started.then(() => take({ paths, place: null }))
    }, gatherMs)
  })
}
