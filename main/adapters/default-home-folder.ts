import { posix, win32 } from 'node:path'

/** Where our files live unless told otherwise: `HOTFOLDER_HOME`, else the platform’s place for a program’s own files. */
export function defaultHomeFolder(env: Record<string, string | undefined>, platform: string, osHome: string): string {
  const chosen = env['HOTFOLDER_HOME']
  if (chosen !== undefined && chosen !== '') return chosen
  if (platform === 'win32') {
    const local = env['LOCALAPPDATA']
    return win32.join(local === undefined || local === '' ? win32.join(osHome, 'AppData', 'Local') : local, 'Hotfolder')
  }
  if (platform === 'darwin') return posix.join(osHome, 'Library', 'Application Support', 'Hotfolder')
  const shared = env['XDG_DATA_HOME']
  // The XDG specification: a relative path is to be ignored.
  const base = shared !== undefined && posix.isAbsolute(shared) ? shared : posix.join(osHome, '.local', 'share')
  return posix.join(base, 'hotfolder')
}
