import { MantineProvider } from '@mantine/core'
import { useEffect } from 'react'
import { defaultPreferences } from '../preload/contract/index.ts'
import { performKey } from './actions/all-actions.ts'
import { PageSentence } from './parts/page-sentence.tsx'
import { useLeaveGuard } from './parts/use-leave-guard.ts'
import { DropPlace } from './screens/drop/screen.tsx'
import { FoldersScreen } from './screens/folders/screen.tsx'
import { Floats } from './screens/frame/floats.tsx'
import { Frame } from './screens/frame/screen.tsx'
import { Toasts } from './screens/frame/toasts.tsx'
import { BulkRunPanel } from './screens/library/bulk/bulk-run-panel.tsx'
import { LibraryScreen } from './screens/library/screen.tsx'
import { QueueScreen } from './screens/queue/screen.tsx'
import { SettingsScreen } from './screens/settings/screen.tsx'
import { VariantsScreen } from './screens/variants/screen.tsx'
import { WelcomeScreen } from './screens/welcome/screen.tsx'
import { isUnderWay } from './state/bulk.ts'
import type { Desk } from './state/desk.ts'
import { hasChanges } from './state/image-draft.ts'
import { isFresh } from './state/selectors.ts'
import { useCell } from './state/use-cell.ts'
import { DeskContext, useDesk, useUi, useView } from './state/use-desk.ts'
import type { Ui } from './state/ui.ts'
import { hasDrafts } from './state/variant-desk.ts'
import type { View } from './state/view.ts'
import { useSystemScheme } from './state/use-system-scheme.ts'
import { controlColours, theme } from './style/theme.ts'
import { LanguageContext, languageOf, useLanguage } from './text/language.ts'

const whole = <T,>(value: T): T => value

const hasVariantDrafts = (ui: Ui) => hasDrafts(ui.variants)

const preferencesOf = (view: View | null) => view?.preferences ?? defaultPreferences

/** The whole window for one desk. */
export function App({ desk, nonce }: { desk: Desk; nonce: string | undefined }) {
  const preferences = useCell(desk.store.view, preferencesOf)
  const language = languageOf(preferences.language, navigator.languages)
  const scheme = useSystemScheme(preferences.theme)
  useEffect(() => {
    document.documentElement.lang = language.text.tag
  }, [language.text.tag])
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (desk.store.view.get() !== null && performKey(desk, event)) event.preventDefault()
    }
    addEventListener('keydown', press)
    return () => removeEventListener('keydown', press)
  }, [desk])
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={controlColours}
      forceColorScheme={scheme}
      {...(nonce === undefined ? {} : { getStyleNonce: () => nonce })}
    >
      <LanguageContext value={language}>
        <DeskContext value={desk}>
          <Page />
        </DeskContext>
      </LanguageContext>
    </MantineProvider>
  )
}

function Page() {
  const desk = useDesk()
  const { text } = useLanguage()
  const line = useCell(desk.store.line, whole)
  const hasView = useCell(desk.store.view, view => view !== null)
  if (line === 'ended') return <PageSentence {...text.frame.ended} />
  if (!hasView) return <PageSentence title={line === 'lost' ? text.frame.lost : text.frame.opening} advice="" />
  return <Inside />
}

function Inside() {
  const desk = useDesk()
  const isNew = useView(isFresh)
  const hasBegun = useUi(ui => ui.hasBegun)
  const toasts = useUi(ui => ui.toasts)
  // Who has worked here is not welcomed anew when the last folder or account goes.
  useEffect(() => {
    if (!isNew && !hasBegun) desk.ui.change(ui => ({ ...ui, hasBegun: true }))
  }, [desk, isNew, hasBegun])
  const isBusy = useCell(desk.bulk.run, isUnderWay)
  const isImageUnsaved = useCell(desk.drafts, hasChanges)
  const isVariantUnsaved = useUi(hasVariantDrafts)
  useLeaveGuard(isBusy || isImageUnsaved || isVariantUnsaved)
  return (
    <DropPlace>
      {isNew && !hasBegun ? (
        <WelcomeScreen />
      ) : (
        <Frame>
          <Screen />
        </Frame>
      )}
      <Floats />
      <BulkRunPanel />
      <Toasts
        toasts={toasts}
        onDismiss={id => desk.ui.change(ui => ({ ...ui, toasts: ui.toasts.filter(toast => toast.id !== id) }))}
      />
    </DropPlace>
  )
}

function Screen() {
  const screen = useUi(ui => ui.screen)
  switch (screen) {
    case 'queue':
      return <QueueScreen />
    case 'folders':
      return <FoldersScreen />
    case 'library':
      return <LibraryScreen />
    case 'variants':
      return <VariantsScreen />
    case 'settings':
      return <SettingsScreen />
    default:
      return screen satisfies never
  }
}
