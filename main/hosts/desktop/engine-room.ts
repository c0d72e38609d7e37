import type { FromRoom, ToRoom } from './room-talk.ts'
import { openRoom } from './open-room.ts'

// The engine in a process of its own: judging and SQLite hold its thread, not the window’s; when a decoder falls over, the
// window stays and the engine is started again; and without ELECTRON_RUN_AS_NODE this is the only other process there is.
const port = process.parentPort
// Electron only warns here: half an engine that nobody knows of is worse than one that is started again.
process.on('unhandledRejection', error => {
  throw error
})
const room = openRoom((message: FromRoom) => port.postMessage(message))

port.on('message', ({ data }) => {
  // What comes here is ours: the main process is the only one that holds the other end.
  void room.hear(data as ToRoom).then(hasEnded => {
    if (hasEnded) process.exit(0)
  })
})
