import { EventEmitter } from 'node:events'

// Loaded before a program of `utilityProcess`: its `process.parentPort`, over the channel of a child process.
const port = new EventEmitter()
let waiting: unknown[] | null = []

process.on('message', data => {
  if (waiting === null) port.emit('message', { data, ports: [] })
  else waiting.push(data)
})
// Nobody is left to work for.
process.on('disconnect', () => process.exit(0))

port.on('newListener', name => {
  if (name !== 'message') return
  queueMicrotask(() => {
    for (const data of waiting ?? []) port.emit('message', { data, ports: [] })
    waiting = null
  })
})

Object.defineProperty(process, 'parentPort', {
  value: Object.assign(port, { postMessage: (message: unknown) => void process.send?.(message) }),
})
