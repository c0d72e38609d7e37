import type { Updater } from './updates.ts'

/** macOS fetches and checks the update once more, within this time. */
const patienceMs = process.platform === 'darwin' ? 300_000 : 30_000

/**
 * Updates over the feed the program was packed with. Nothing is fetched or installed but at a person’s word. Signatures: by
 * Squirrel on macOS, by the publisher’s certificate on Windows; elsewhere the SHA-512 of the feed, which comes over TLS.
 */
export async function connectUpdater(): Promise<Updater> {
  // Costs time at the start, and most starts never look.
  const { default: library } = await import('electron-updater')
  const { autoUpdater } = library
  autoUpdater.autoDownload = false
  autoUpdater.autoInstallOnAppQuit = false
  autoUpdater.allowDowngrade = false
  autoUpdater.disableWebInstaller = true
  // Its own lines would name our folders on the standard output.
  autoUpdater.logger = null
  return {
    async look() {
      const found = await autoUpdater.checkForUpdates()
      return found === null || !found.isUpdateAvailable ? null : { version: found.updateInfo.version }
    },
    async fetch() {
      await autoUpdater.downloadUpdate()
    },
    // Where a person gives up the question of the system for a password, nothing is told at all.
    install: () =>
      new Promise<string>(resolve => {
        autoUpdater.once('error', error => resolve(error.message.split('\n', 1)[0] ?? ''))
        autoUpdater.quitAndInstall(false, true)
        // From here on: the question for a password holds this whole process.
        setTimeout(() => resolve('it did not end'), patienceMs)
      }),
  }
}
