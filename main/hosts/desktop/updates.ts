import type { Words } from './words.ts'

/** Who looks for newer versions and installs them. What is installed is whole, and its signature was checked. */
export interface Updater {
  /** Null where there is none newer; throws what the line or the feed throws. */
  look(): Promise<{ version: string } | null>
  fetch(): Promise<void>
  /** Ends the program; answers only where it could not, with the reason. */
  install(): Promise<string>
}

type Needs = {
  updater: Updater
  words(): Words
  /** Asks the person; the index of the button that was chosen, the last one where they closed it. */
  ask(question: { title: string; body: string; buttons: readonly string[] }): Promise<number>
  isSending(): boolean
  /** Resolves when nothing is on its way any more and all stands still; false where the person stays with what is in the window. */
  quiet(): Promise<boolean>
  /** It was not installed: all goes on as before. */
  goOn(): void
  log(what: string, error: unknown): void
}

/** A person decides on every update, twice: to fetch it, and to be interrupted by it. Never while photos are sent. */
export interface Updates {
  /** `isAsked`: a person wants an answer, also when there is nothing new. */
  look(isAsked: boolean): Promise<void>
}

export function createUpdates({ updater, words, ask, isSending, quiet, goOn, log }: Needs): Updates {
  let isBusy = false
  const later = new Set<string>()

  async function offer(version: string, isAsked: boolean): Promise<void> {
    if (later.has(version) && !isAsked) return
    const { update } = words()
    const wanted = await ask({ title: update.title(version), body: update.body, buttons: [update.fetch, update.later] })
    if (wanted !== 0) return void later.add(version)
    await updater.fetch()
    const restart = { title: update.ready(version), buttons: [update.restart, update.later] }
    const now = await ask({ ...restart, body: isSending() ? update.busy : update.readyBody })
    if (now !== 0) return void later.add(version)
    if (!(await quiet())) return void later.add(version)
    const why = await updater.install()
    goOn()
    log('an update could not be installed', why)
    await ask({ ...update.notInstalled(why), buttons: ['OK'] })
  }

  return {
    async look(isAsked) {
      if (isBusy) return
      isBusy = true
      const { update } = words()
      try {
        const found = await updater.look()
        if (found !== null) await offer(found.version, isAsked)
        else if (isAsked) await ask({ ...update.newest, buttons: ['OK'] })
      } catch (error) {
        log('updates could not be looked for', error)
        const why = error instanceof Error ? (error.message.split('\n', 1)[0] ?? '') : String(error)
        if (isAsked) await ask({ ...update.failed(why), buttons: ['OK'] })
      } finally {
        isBusy = false
      }
    },
  }
}
