/** The package of updates brings Electron’s own types along, which must not answer here in the stand-in’s place. */
declare const library: {
  autoUpdater: {
    autoDownload: boolean
    autoInstallOnAppQuit: boolean
    allowDowngrade: boolean
    disableWebInstaller: boolean
    logger: object | null
    checkForUpdates(): Promise<{ isUpdateAvailable: boolean; updateInfo: { version: string } } | null>
    downloadUpdate(): Promise<unknown>
    once(event: 'error', listener: (error: Error) => void): void
    quitAndInstall(isSilent: boolean, isForceRunAfter: boolean): void
  }
}
export { library as default }
