/* Both functions run in the page, each in its world, and know nothing of this file. */

type Told = Record<string, unknown>

/** In the page’s own world: makes what the preload exposes out of events, the only thing both worlds share. */
export function pageWorld(token: string): void {
  const callbacks = new Map<number, (...args: unknown[]) => void>()
  const settling = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>()
  let last = 0
  let reply: Told = {}
  const tell = (detail: Told) => dispatchEvent(new CustomEvent(`${token}-in`, { detail }))

  function call(id: number, args: unknown[]): unknown {
    const turn = ++last
    const plain = args.map(one => {
      if (typeof one !== 'function') return one
      const callback = ++last
      callbacks.set(callback, one as (...args: unknown[]) => void)
      return { $callback: callback }
    })
    reply = {}
    tell({ turn, id, args: plain })
    const answer = reply
    if (answer['kind'] === 'function') return (...more: unknown[]) => call(answer['id'] as number, more)
    if (answer['kind'] === 'thrown') throw new Error(String(answer['message']))
    if (answer['kind'] !== 'promise') return answer['value']
    return new Promise((resolve, reject) => settling.set(turn, { resolve, reject }))
  }

  function made(shape: Told): unknown {
    if (shape['kind'] === 'function') return (...args: unknown[]) => call(shape['id'] as number, args)
    if (shape['kind'] === 'value') return shape['value']
    const fields = shape['fields'] as Record<string, Told>
    return Object.freeze(Object.fromEntries(Object.entries(fields).map(([name, inner]) => [name, made(inner)])))
  }

  addEventListener(`${token}-out`, event => {
    const detail = (event as CustomEvent<Told>).detail
    if ('expose' in detail)
      Object.defineProperty(globalThis, String(detail['expose']), {
        value: made(detail['shape'] as Told),
        enumerable: true,
      })
    else if ('callback' in detail) callbacks.get(detail['callback'] as number)?.(...(detail['args'] as unknown[]))
    else if ('settle' in detail) {
      const one = settling.get(detail['settle'] as number)
      settling.delete(detail['settle'] as number)
      if (detail['ok'] === true) one?.resolve(detail['value'])
      else one?.reject(new Error(String(detail['message'])))
    } else reply = detail
  })
}

/** In the preload’s world: the module `electron` as a sandboxed preload has it, and the preload itself. */
export function preloadWorld(token: string, run: (require: (name: string) => unknown) => void): void {
  const world = globalThis as unknown as Record<string, (text: string) => void>
  const functions = new Map<number, (...args: unknown[]) => unknown>()
  const asked = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>()
  const listeners = new Map<string, Set<(event: object, ...args: unknown[]) => void>>()
  const paths = new Map<string, string>()
  let last = 0
  const tell = (detail: Told) => dispatchEvent(new CustomEvent(`${token}-out`, { detail }))
  const send = (message: Told) => world['__standInAsks']?.(JSON.stringify(message, asText))
  const asText = (_key: string, value: unknown): unknown => {
    if (!(value instanceof Uint8Array)) return value
    let text = ''
    for (let at = 0; at < value.length; at += 30_000) text += String.fromCharCode(...value.subarray(at, at + 30_000))
    return { $bytes: btoa(text) }
  }

  function keep(one: (...args: unknown[]) => unknown): number {
    const id = ++last
    functions.set(id, one)
    return id
  }
  function shapeOf(value: unknown): Told {
    if (typeof value === 'function') return { kind: 'function', id: keep(value as (...args: unknown[]) => unknown) }
    if (typeof value !== 'object' || value === null) return { kind: 'value', value }
    return {
      kind: 'object',
      fields: Object.fromEntries(Object.entries(value).map(([name, one]) => [name, shapeOf(one)])),
    }
  }

  addEventListener(`${token}-in`, event => {
    const { turn, id, args } = (event as CustomEvent<{ turn: number; id: number; args: unknown[] }>).detail
    const plain = args.map(one =>
      typeof one === 'object' && one !== null && '$callback' in one
        ? (...more: unknown[]) => tell({ callback: one.$callback, args: structuredClone(more) })
        : one,
    )
    try {
      const value = functions.get(id)?.(...plain)
      if (typeof value === 'function') tell({ kind: 'function', id: keep(value as (...args: unknown[]) => unknown) })
      else if (value instanceof Promise) {
        tell({ kind: 'promise' })
        value.then(
          (settled: unknown) => tell({ settle: turn, ok: true, value: settled }),
          (error: unknown) =>
            tell({ settle: turn, ok: false, message: error instanceof Error ? error.message : String(error) }),
        )
      } else tell({ kind: 'value', value })
    } catch (error) {
      tell({ kind: 'thrown', message: error instanceof Error ? error.message : String(error) })
    }
  })

  world['__standInTells'] = text => {
    const told = JSON.parse(text) as Told
    if ('path' in told) paths.set(String(told['name']), String(told['path']))
    else if ('channel' in told)
      for (const hear of listeners.get(String(told['channel'])) ?? []) hear({}, ...(told['args'] as unknown[]))
    else {
      const one = asked.get(told['id'] as number)
      asked.delete(told['id'] as number)
      if (told['ok'] === true) one?.resolve(told['value'])
      else one?.reject(new Error(String(told['message'])))
    }
  }

  const electron = {
    contextBridge: { exposeInMainWorld: (name: string, api: unknown) => tell({ expose: name, shape: shapeOf(api) }) },
    ipcRenderer: {
      invoke(channel: string, ...args: unknown[]) {
        const id = ++last
        // What cannot be cloned is refused, as there.
        const plain = structuredClone(args)
        return new Promise((resolve, reject) => {
          asked.set(id, { resolve, reject })
          send({ kind: 'invoke', id, channel, args: plain })
        })
      },
      send: (channel: string, ...args: unknown[]) => send({ kind: 'send', channel, args: structuredClone(args) }),
      on(channel: string, hear: (event: object, ...args: unknown[]) => void) {
        const all = listeners.get(channel) ?? new Set()
        listeners.set(channel, all.add(hear))
      },
      off: (channel: string, hear: (event: object, ...args: unknown[]) => void) => listeners.get(channel)?.delete(hear),
    },
    webUtils: { getPathForFile: (file: File) => paths.get(file.name) ?? '' },
  }
  run(name => {
    if (name !== 'electron') throw new Error(`module not found: ${name}`)
    return electron
  })
}
