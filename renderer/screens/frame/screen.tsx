import type { ReactNode } from 'react'
import type { AccountUse } from '../../../preload/contract/index.ts'
import { connectAccount } from '../../actions/account-actions.ts'
import { type Action } from '../../actions/action.ts'
import {
  openPalette,
  showFolders,
  showLibrary,
  showQueue,
  showSettings,
  showVariants,
  toggleInspector,
} from '../../actions/navigation.ts'
import { addPhotos, pauseAll, resumeAll } from '../../actions/queue-actions.ts'
import { activeProfile, roundOf, unfinishedOf } from '../../state/selectors.ts'
import { useCell } from '../../state/use-cell.ts'
import { useDesk, useUi, useView } from '../../state/use-desk.ts'
import type { View } from '../../state/view.ts'
import { useLanguage } from '../../text/language.ts'
import { LimitsPopover } from './limits-popover.tsx'
import { Notices } from './notices.tsx'
import { ProfileMenu } from './profile-menu.tsx'
import { Sidebar } from './sidebar.tsx'
import { StatusBar } from './status-bar.tsx'
import { TopBar } from './top-bar.tsx'
import { useAccountUse } from './use-account-use.ts'
import { useFreshSums } from './use-fresh-sums.ts'

const profilesOf = (view: View) => view.profiles
const foldersOf = (view: View) => view.folders
const queueOf = (view: View) => view.queue
const budgetsOf = (view: View) => view.budgets

/** Wires what stands around every screen. */
export function Frame({ children }: { children: ReactNode }) {
  const desk = useDesk()
  const { text } = useLanguage()
  const screen = useUi(ui => ui.screen)
  const profiles = useView(profilesOf)
  const folders = useView(foldersOf)
  const queue = useView(queueOf)
  const round = useView(roundOf)
  const budgets = useView(budgetsOf)
  const active = useView(activeProfile)
  const line = useCell(desk.store.line, now => now)
  const use: AccountUse | null = useAccountUse(active)
  useFreshSums()
  const command = (action: Action) => ({
    label: text.actions[action.name],
    shortcut: action.keys[0],
    perform: () => action.perform(desk),
  })
  const go = (action: Action) => () => action.perform(desk)

  return (
    <div className="frame">
      <TopBar
        isPaused={queue.paused}
        find={command(openPalette)}
        pause={command(queue.paused ? resumeAll : pauseAll)}
        add={command(addPhotos)}
        details={toggleInspector.when(desk) ? command(toggleInspector) : null}
        profile={
          <ProfileMenu
            profiles={profiles}
            onUse={profile => void desk.attempt(desk.bridge.useProfile({ profile }))}
            onConnect={() => connectAccount.perform(desk)}
          />
        }
      />
      <Sidebar
        here={screen}
        folders={folders}
        onFolder={id => {
          showFolders.perform(desk)
          requestAnimationFrame(() => document.querySelector(`#folder-${CSS.escape(id)}`)?.scrollIntoView())
        }}
        places={[
          { screen: 'queue', icon: 'queue', count: unfinishedOf(queue), go: go(showQueue) },
          { screen: 'folders', icon: 'folder', count: null, go: go(showFolders) },
          { screen: 'library', icon: 'image', count: null, go: go(showLibrary) },
          { screen: 'variants', icon: 'variants', count: null, go: go(showVariants) },
          { screen: 'settings', icon: 'settings', count: null, go: go(showSettings) },
        ]}
      />
      <div className="content">
        <div className="with-notices">
          <Notices />
          {children}
        </div>
      </div>
      <StatusBar
        speed={round.speed}
        secondsLeft={round.secondsLeft}
        budget={budgets.find(one => one.profile === active?.name)}
        use={use}
        closed={queue.closed.find(one => one.profile === active?.name)}
        quiet={queue.quiet}
        isMetered={queue.metered}
        isLost={line === 'lost'}
        limits={
          <LimitsPopover
            bytesPerSecond={queue.bytesPerSecondLimit}
            concurrency={queue.concurrency}
            onChange={limits => void desk.attempt(desk.bridge.setLimits(limits))}
          />
        }
      />
    </div>
  )
}
