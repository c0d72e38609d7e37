import { type ChildProcess, fork } from 'node:child_process'
import { EventEmitter } from 'node:events'
import { fileURLToPath } from 'node:url'

type Events = {
  message: (message: unknown) => void
  exit: (code: number) => void
  error: (type: 'FatalError', location: string) => void
}
type ForkOptions = { serviceName?: string; stdio?: 'inherit' | 'ignore'; env?: NodeJS.ProcessEnv }

const before = fileURLToPath(new URL('./utility-child.ts', import.meta.url))

/** A child process that passes for a utility process. */
class UtilityProcess {
  readonly #child: ChildProcess
  readonly #events = new EventEmitter()

  constructor(file: string, args: readonly string[], { stdio = 'inherit', env }: ForkOptions) {
    this.#child = fork(file, [...args], {
      // As Electron: what nobody catches there is only warned of.
      execArgv: ['--disable-warning=ExperimentalWarning', '--unhandled-rejections=warn', '-r', before],
      serialization: 'advanced',
      stdio: ['ignore', stdio, stdio, 'ipc'],
      ...(env === undefined ? {} : { env }),
    })
    this.#child.on('message', message => this.#events.emit('message', message))
    this.#child.on('error', () => {})
    this.#child.on('exit', (code, signal) => this.#events.emit('exit', code ?? (signal === null ? 1 : 15)))
  }

  get pid(): number | undefined {
    return this.#child.exitCode === null ? this.#child.pid : undefined
  }

  postMessage(message: unknown): void {
    if (this.#child.connected) this.#child.send(message as object)
  }

  kill(): boolean {
    return this.#child.kill()
  }

  on<Name extends keyof Events>(name: Name, listener: Events[Name]): this {
    this.#events.on(name, listener)
    return this
  }
}

export const utilityProcess = {
  fork: (file: string, args: string[] = [], options: ForkOptions = {}) => new UtilityProcess(file, args, options),
}
