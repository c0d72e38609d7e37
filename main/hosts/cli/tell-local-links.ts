import type { Cli } from './cli.ts'
import { findProfile } from './find-profile.ts'
import type { Reach } from './with-bridge.ts'

/** Tells a person that links of this home's own local cloud are dead as soon as the command ends, where that is so. */
export async function tellLocalLinks(
  { terminal }: Cli,
  { bridge, isRunning }: Reach,
  profile: string | undefined,
): Promise<void> {
  if (isRunning) return
  const account = await findProfile(bridge, profile)
  if (account.ok && account.value.account.kind === 'local')
    terminal.err('Links of the local cloud work while it runs: hotfolder local-cloud')
}
