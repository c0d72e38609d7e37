import { type Desktop, DesktopNews, fail, type FeedPlace } from '../preload/contract/index.ts'
import { askJson } from './ask-json.ts'
import { picturesHere } from './pictures-here.ts'
import { saveOriginal } from './save-original.ts'
import type { FeedReader, Host, NativeNews } from './state/host.ts'
import { trialsHere } from './trials-here.ts'

/** The engine behind the desktop’s window. */
export function overIpc(desktop: Desktop<File>): Host {
  const natives = new Set<(news: NativeNews) => void>()
  /** Told before anybody listened. */
  const early: NativeNews[] = []

  function hearNative(news: NativeNews): void {
    if (natives.size === 0) early.push(news)
    for (const receive of natives) receive(news)
  }

  function follow(reader: FeedReader): () => void {
    let last: FeedPlace | null = null
    return desktop.follow(last, told => {
      const read = DesktopNews.safeParse(told)
      // A newer desktop may tell more than this page knows of.
      if (!read.success) return
      const news = read.data
      switch (news.kind) {
        case 'opened':
          return reader.opened()
        case 'lost':
          return reader.lost()
        case 'missed':
          return reader.missed()
        case 'event':
          last = { run: news.run, revision: news.event.revision }
          return reader.told(news.event)
        default:
          return hearNative(news)
      }
    })
  }

  return {
    call: desktop.call,
    follow,
    places: async () => fail({ code: 'command-unknown', name: 'places' }),
    drops: {
      async put(drop, file, onSent, signal) {
        if (signal.aborted) return fail({ code: 'interrupted' })
        const put = await desktop.drop(drop, file)
        onSent(file.size)
        return put
      },
      send: (drop, how) => desktop.sendDrop({ drop, how }),
      giveUp: async drop => void (await desktop.giveUpDrop({ drop })),
    },
    pictures: picturesHere,
    trials: trialsHere(askJson),
    saveOriginal,
    native: {
      pickPhotos: (what, how) => desktop.pickPhotos({ what, how }),
      pickFolder: desktop.pickFolder,
      pasteImage: how => desktop.pasteImage({ how }),
      revealPhoto: job => desktop.revealPhoto({ job }),
      readApp: desktop.readApp,
      startAtLogin: isWanted => desktop.startAtLogin({ isWanted }),
      lookForUpdates: desktop.lookForUpdates,
      sendAnyway: desktop.sendAnyway,
      listen(receive) {
        natives.add(receive)
        for (const news of early.splice(0)) receive(news)
        return () => natives.delete(receive)
      },
    },
  }
}
