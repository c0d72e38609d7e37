import { contextBridge, ipcRenderer, webUtils } from 'electron'
import { channels } from './contract/channels.ts'
import type { Desktop } from './contract/desktop.ts'

/** An answer that the main process has validated and made. */
const ask = (name: string, input: unknown) => ipcRenderer.invoke(channels.desktop, name, input)

async function drop(id: string, file: File) {
  // The only way to a place on the disk: a file that a person put into the window. A page cannot make one up.
  const path = webUtils.getPathForFile(file)
  if (path !== '') return ask('dropPath', { drop: id, path, bytes: file.size })
  const bytes = new Uint8Array(await file.arrayBuffer())
  return ask('dropBytes', { drop: id, name: file.name, bytes, modifiedAt: file.lastModified })
}

const desktop: Desktop<File> = {
  call: (name, input) => ipcRenderer.invoke(channels.call, name, input),
  follow(after, receive) {
    const hear = (_event: unknown, news: unknown) => receive(news)
    ipcRenderer.on(channels.news, hear)
    ipcRenderer.send(channels.follow, after)
    return () => {
      ipcRenderer.off(channels.news, hear)
      ipcRenderer.send(channels.unfollow)
    }
  },
  pickPhotos: input => ask('pickPhotos', input),
  pickFolder: () => ask('pickFolder', {}),
  drop,
  sendDrop: input => ask('sendDrop', input),
  giveUpDrop: input => ask('giveUpDrop', input),
  pasteImage: input => ask('pasteImage', input),
  revealPhoto: input => ask('revealPhoto', input),
  readApp: () => ask('readApp', {}),
  startAtLogin: input => ask('startAtLogin', input),
  lookForUpdates: () => ask('lookForUpdates', {}),
  sendAnyway: () => ask('sendAnyway', {}),
}

// Electron freezes what it hands over.
contextBridge.exposeInMainWorld('hotfolder', desktop)
