import { fileURLToPath } from 'node:url'
import { utilityProcess } from 'electron'

/** A program of ours in a process beside this one. */
export interface Program {
  post(message: unknown): void
  kill(): void
  readonly pid: number | undefined
}

type Hearing = { said(message: unknown): void; ended(code: number): void; failed(why: string): void }

/** Starts a built file of ours, named without its ending. */
export function forkRoom(name: 'engine-room' | 'keychain-room', { said, ended, failed }: Hearing): Program {
  const file = fileURLToPath(new URL(`./${name}.js`, import.meta.url))
  const { HOTFOLDER_API_TOKEN: _kept, ...env } = process.env
  const child = utilityProcess.fork(file, [], { serviceName: `Hotfolder ${name}`, stdio: 'inherit', env })
  child.on('message', said)
  child.on('exit', ended)
  // Told before the end of a program that V8 gives up; unheard it would end this one.
  child.on('error', (type, location) => failed(`${type} at ${location}`))
  return {
    post: message => child.postMessage(message),
    kill: () => void child.kill(),
    get pid() {
      return child.pid
    },
  }
}
