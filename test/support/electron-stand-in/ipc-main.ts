import { Emitting } from './emitting.ts'
import type { Asked, Frame, WebContents } from './web-contents.ts'

export type IpcMainEvent = { sender: WebContents; senderFrame: Frame | null }
export type IpcMainInvokeEvent = IpcMainEvent
type Handler = (event: IpcMainInvokeEvent, ...args: never[]) => unknown

class IpcMain extends Emitting<Record<string, (event: IpcMainEvent, ...args: never[]) => void>> {
  readonly #handlers = new Map<string, Handler>()

  handle(channel: string, handler: Handler): void {
    if (this.#handlers.has(channel)) throw new Error(`a second handler for ${channel}`)
    this.#handlers.set(channel, handler)
  }

  /** What a page said, from one of its frames. */
  async hear(sender: WebContents, senderFrame: Frame, { kind, channel, args }: Asked): Promise<unknown> {
    const event: IpcMainEvent = { sender, senderFrame }
    if (kind === 'send') return void this.emit(channel, event, ...args)
    const handler = this.#handlers.get(channel) as ((event: IpcMainEvent, ...args: unknown[]) => unknown) | undefined
    if (handler === undefined) throw new Error(`No handler registered for '${channel}'`)
    // As structured cloning leaves it: what cannot be cloned does not get to a page.
    return structuredClone(await handler(event, ...args))
  }
}

export const ipcMain = new IpcMain()
