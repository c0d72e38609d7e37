import type { AppStanding } from '../../../preload/contract/index.ts'

/** What menu, tray and page do alike with the app itself. */
export interface AppDeeds {
  standing(): AppStanding
  startAtLogin(isWanted: boolean): void
  /** Asked for by a person, who gets an answer also where there is nothing new. */
  lookForUpdates(): void
  sendAnyway(): void
}
