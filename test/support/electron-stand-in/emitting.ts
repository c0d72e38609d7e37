import { EventEmitter } from 'node:events'

type Listeners<Events> = { [Name in keyof Events]: (...args: never[]) => void }

/** Something that tells events: those of `Events` and, for those who write specifications, any by `emit`. */
export class Emitting<Events extends Listeners<Events>> {
  readonly #events = new EventEmitter()

  on<Name extends keyof Events & string>(name: Name, listener: Events[Name]): this {
    this.#events.on(name, listener as never)
    return this
  }

  once<Name extends keyof Events & string>(name: Name, listener: Events[Name]): this {
    this.#events.once(name, listener as never)
    return this
  }

  off<Name extends keyof Events & string>(name: Name, listener: Events[Name]): this {
    this.#events.off(name, listener as never)
    return this
  }

  emit(name: string, ...args: unknown[]): boolean {
    return this.#events.emit(name, ...args)
  }
}

/** An event whose usual consequence can be prevented. */
export class Preventable {
  defaultPrevented = false
  constructor(about: object = {}) {
    Object.assign(this, about)
  }
  preventDefault(): void {
    this.defaultPrevented = true
  }
}
