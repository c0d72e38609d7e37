import { connectAccount, watchFolder } from '../../actions/account-actions.ts'
import { useDesk } from '../../state/use-desk.ts'
import { Welcome } from './welcome.tsx'

/** Wires the welcome: either way it ends at the folders. */
export function WelcomeScreen() {
  const desk = useDesk()
  const begin = () => {
    desk.ui.change(ui => ({ ...ui, hasBegun: true }))
    watchFolder.perform(desk)
  }
  return <Welcome onTry={begin} onConnect={() => connectAccount.perform(desk)} />
}
