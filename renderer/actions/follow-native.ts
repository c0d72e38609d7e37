import type { Desk } from '../state/desk.ts'
import type { NativeNews } from '../state/host.ts'
import { nothingSelected } from '../state/selection.ts'
import { allActions } from './all-actions.ts'

/** Does what menus, notifications, links and other programs ask for through the desktop. */
export function followNative(desk: Desk): void {
  desk.host.native?.listen(news => follow(desk, news))
}

function follow(desk: Desk, news: NativeNews): void {
  switch (news.kind) {
    case 'go': {
      const { to } = news
      const place = to.screen === 'queue' ? { screen: to.screen, tab: to.tab } : { screen: to.screen }
      return desk.ui.change(ui => ({ ...ui, ...place, hasBegun: true, selection: nothingSelected, floating: null }))
    }
    case 'sheet':
      return desk.open({ kind: 'preflight', batch: news.batch })
    case 'order': {
      return onceShown(desk, () => allActions.find(one => one.name === news.order && one.when(desk))?.perform(desk))
    }
    case 'trouble':
      return desk.tell({ kind: 'problem', problem: news.problem })
    default:
      return news satisfies never
  }
}

/** An order may open the window: then it waits until there is something to do it with. */
function onceShown(desk: Desk, run: () => void): void {
  const { view } = desk.store
  if (view.get() !== null) return run()
  const forget = view.watch(() => {
    if (view.get() === null) return
    forget()
    run()
  })
}
