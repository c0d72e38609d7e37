import { allActions } from '../../actions/all-actions.ts'
import { runningJobs, jobOf } from '../../state/selectors.ts'
import { choose } from '../../state/selection.ts'
import type { Desk } from '../../state/desk.ts'
import { useDesk, useUi, useView } from '../../state/use-desk.ts'
import type { View } from '../../state/view.ts'
import { useLanguage } from '../../text/language.ts'
import { FolderPicker } from '../folders/folder-picker.tsx'
import { BulkFailures } from '../library/bulk/bulk-failures.tsx'
import { TargetPicker } from '../library/bulk/target-picker.tsx'
import { ImagePreview } from '../library/image-preview.tsx'
import { PreflightSheet } from '../preflight/screen.tsx'
import { DiagnosticsSheet } from '../settings/diagnostics-sheet.tsx'
import { ConnectSheet } from '../welcome/connect-sheet.tsx'
import { TokenSheet } from '../welcome/token-sheet.tsx'
import { KeysSheet } from './keys-sheet.tsx'
import { Palette } from './palette.tsx'
import { PreviewSheet } from './preview-sheet.tsx'
import { QuestionSheet } from './question-sheet.tsx'

const wholeView = (view: View) => view

/** Wires what floats above the screen. */
export function Floats() {
  const desk = useDesk()
  const { text } = useLanguage()
  const floating = useUi(ui => ui.floating)
  const close = () => desk.open(null)
  if (floating === null) return null
  switch (floating.kind) {
    case 'preflight':
      return <PreflightSheet batch={floating.batch} />
    case 'palette':
      return (
        <Palette
          onClose={close}
          commands={allActions
            .filter(action => action.when(desk) && action.name !== 'openPalette' && action.name !== 'goBack')
            .map(action => ({
              name: action.name,
              label: text.actions[action.name],
              shortcut: action.keys[0],
              perform: () => action.perform(desk),
            }))}
        />
      )
    case 'keys':
      return (
        <KeysSheet
          onClose={close}
          rows={allActions
            .filter(action => action.keys.length > 0)
            .map(({ name, keys }) => ({ label: text.actions[name], keys: keys.slice(0, 1) }))}
        />
      )
    case 'pickFolder':
      return <FolderPicker />
    case 'pickTarget':
      return <TargetPicker profile={floating.profile} images={floating.images} />
    case 'previewImage':
      return <ImagePreview {...floating} />
    case 'bulkFailures':
      return <BulkFailures />
    case 'connect':
      return <ConnectSheet />
    case 'token':
      return <TokenSheet profile={floating.profile} />
    case 'diagnostics':
      return <DiagnosticsSheet />
    case 'preview':
      return <Preview id={floating.job} isActualSize={floating.isActualSize} />
    case 'question':
      return <QuestionSheet question={floating.question} />
    default:
      return floating satisfies never
  }
}

function Preview({ id, isActualSize }: { id: string; isActualSize: boolean }) {
  const desk = useDesk()
  const job = jobOf(useView(wholeView), id)
  if (job === undefined) return null
  const { pictures } = desk.host
  const source =
    job.state.kind === 'delivered' ? pictures.image(job.profile, job.state.imageId, 'public') : pictures.original(job)
  return (
    <PreviewSheet
      source={source}
      fallback={pictures.thumbnail(job)}
      name={job.name}
      isActualSize={isActualSize}
      onClose={() => desk.open(null)}
      onStep={by => stepTo(desk, id, by)}
    />
  )
}

/** The neighbour in the list it was opened from. */
function stepTo(desk: Desk, id: string, by: number): void {
  const { tab } = desk.ui.get()
  const view = desk.view()
  if (tab === 'held') return
  const jobs = tab === 'now' ? runningJobs(view) : view.lists[tab].jobs
  const order = jobs.map(job => job.id)
  const next = order[order.indexOf(id) + by]
  if (next === undefined) return
  desk.ui.change(ui => ({
    ...ui,
    selection: choose(order, ui.selection, next, { range: false, toggle: false }),
    floating: { kind: 'preview', job: next, isActualSize: false },
  }))
}
