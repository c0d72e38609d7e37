import { onTestFinished } from 'vitest'
import { createDispatch } from '../../../../main/hosts/dispatch.ts'
import { createCell } from '../../../../renderer/state/cell.ts'
import { type Desk, openDesk } from '../../../../renderer/state/desk.ts'
import type { Host } from '../../../../renderer/state/host.ts'
import { everything } from '../../../../renderer/state/library-wish.ts'
import { nothingSelected } from '../../../../renderer/state/selection.ts'
import { createStore } from '../../../../renderer/state/store.ts'
import type { Ui } from '../../../../renderer/state/ui.ts'
import { emptyVariantDesk } from '../../../../renderer/state/variant-desk.ts'
import type { World } from '../../../support/a-world.ts'
import { until } from '../../adapters/until.ts'

const atFirst: Ui = {
  screen: 'queue',
  tab: 'delivered',
  filter: '',
  library: everything,
  within: undefined,
  reason: null,
  sending: null,
  selection: nothingSelected,
  isInspecting: false,
  hasBegun: true,
  floating: null,
  toasts: [],
  variants: emptyVariantDesk,
}

export type PageDesk = {
  readonly desk: Desk
  /** What lies in the clipboard; null where nothing was copied. */
  copied(): string | null
  /** Which questions and orders the engine was given since, and how often. */
  readonly calls: ReadonlyMap<string, number>
}

/** What a page works with, over the real engine of a world, and a clipboard of its own. */
export async function aPageDesk({ engine }: World): Promise<PageDesk> {
  const dispatch = createDispatch(engine.answers)
  const calls = new Map<string, number>()
  let clipboard: string | null = null
  const host: Pick<Host, 'call' | 'follow'> = {
    call(name, input) {
      calls.set(name, (calls.get(name) ?? 0) + 1)
      return dispatch(name, input)
    },
    follow(reader) {
      const stop = engine.feed.listen(reader.told)
      reader.opened()
      return stop
    },
  }
  const writeText = async (text: string) => void (clipboard = text)
  Object.defineProperty(navigator, 'clipboard', { configurable: true, value: { writeText } })
  // The other halves of a host are not asked for: no pictures are drawn here, and nothing is dropped.
  const store = createStore(host as Host)
  onTestFinished(() => {
    store.close()
    Reflect.deleteProperty(navigator, 'clipboard')
  })
  await until('there is a view', () => store.view.get() !== null)
  calls.clear()
  return { desk: openDesk({ host: host as Host, store, ui: createCell(atFirst) }), copied: () => clipboard, calls }
}
