import { readFileSync } from 'node:fs'
import { randomUUID } from 'node:crypto'
import type { CdpEvent, Chromium } from './cdp.ts'
import { Emitting, Preventable } from './emitting.ts'
import { answerOwn, fromChromium, isOwn, toChromium } from './own-schemes.ts'
import { pageWorld, preloadWorld } from './worlds.ts'

export type Frame = { url: string; origin: string; detached: boolean }
type NavigationEvent = Preventable & { url: string; isMainFrame: boolean; isSameDocument: boolean }
type OpenHandler = (details: { url: string }) => { action: 'deny' }

export type ContentsEvents = {
  'will-navigate': (event: NavigationEvent) => void
  'will-frame-navigate': (event: NavigationEvent) => void
  'will-redirect': (event: NavigationEvent) => void
  'will-attach-webview': (event: Preventable) => void
  'did-start-navigation': (event: NavigationEvent) => void
  'will-prevent-unload': (event: Preventable) => void
  'render-process-gone': (event: object, details: { reason: string; exitCode: number }) => void
}

type Ask = (contents: WebContents, frame: Frame, message: Asked) => Promise<unknown>
export type Asked = { kind: 'invoke' | 'send'; id?: number; channel: string; args: unknown[] }
type Wish = { preload: string; width: number; height: number; ask: Ask; permissions(): object[] }

const preloadName = 'preload'
const unloadPatienceMs = 2_000

/** One page in Chromium, with the preload in a world of its own. */
export class WebContents extends Emitting<ContentsEvents> {
  readonly mainFrame: Frame = { url: '', origin: 'null', detached: false }
  /** Names it in Chromium, once it is there. */
  targetId = ''
  /** Resolves with the session of the page. */
  readonly #session: Promise<string>
  readonly #chromium: Promise<Chromium>
  readonly #wish: Wish
  #destroyed = false
  #world = 0
  #isOurs = false
  #loaded = Promise.withResolvers<void>()
  #openHandler: OpenHandler = () => ({ action: 'deny' })
  #sending: Promise<unknown> = Promise.resolve()

  constructor(chromium: Promise<Chromium>, wish: Wish) {
    super()
    this.#chromium = chromium
    this.#wish = wish
    this.#session = this.#begin()
    this.#session.catch(() => {})
  }

  async #begin(): Promise<string> {
    const { width, height, preload } = this.#wish
    const chromium = await this.#chromium
    const { targetId } = await chromium.send('Target.createTarget', {
      url: 'about:blank',
      width,
      height,
      newWindow: true,
    })
    this.targetId = String(targetId)
    const { sessionId } = await chromium.send('Target.attachToTarget', { targetId, flatten: true })
    const session = String(sessionId)
    chromium.listen(event => {
      if (event.sessionId === session) void this.#hear(event)
    })
    const send = (method: string, params: object = {}) => chromium.send(method, params, session)
    const token = randomUUID()
    const world = `(${preloadWorld.toString()})(${JSON.stringify(token)}, require => { const module = { exports: {} }, exports = module.exports;\n${readFileSync(preload, 'utf8')}\n})`
    await send('Page.enable')
    await send('Runtime.enable')
    await send('Inspector.enable')
    await send('Emulation.setDeviceMetricsOverride', { width, height, deviceScaleFactor: 1, mobile: false })
    await send('Emulation.setFocusEmulationEnabled', { enabled: true })
    await send('Runtime.addBinding', { name: '__standInAsks', executionContextName: preloadName })
    await send('Page.addScriptToEvaluateOnNewDocument', {
      source: `(${pageWorld.toString()})(${JSON.stringify(token)})`,
    })
    await send('Page.addScriptToEvaluateOnNewDocument', { source: world, worldName: preloadName })
    await send('Fetch.enable', { patterns: [{ urlPattern: '*' }] })
    for (const permission of this.#wish.permissions()) await chromium.send('Browser.setPermission', permission)
    return session
  }

  async #send(method: string, params: object = {}): Promise<Record<string, unknown>> {
    const [chromium, session] = await Promise.all([this.#chromium, this.#session])
    return chromium.send(method, params, session)
  }

  async #hear({ method, params }: CdpEvent): Promise<void> {
    switch (method) {
      case 'Fetch.requestPaused':
        return this.#answer(params as Paused)
      case 'Runtime.executionContextCreated': {
        const { context } = params as { context: { id: number; name: string; auxData: { frameId: string } } }
        if (context.name === preloadName && context.auxData.frameId === this.targetId) this.#world = context.id
        return
      }
      case 'Page.frameNavigated': {
        const { frame } = params as { frame: { id: string; url: string } }
        if (frame.id === this.targetId) this.#show(frame.url)
        return
      }
      case 'Page.navigatedWithinDocument': {
        const { frameId, url } = params as { frameId: string; url: string }
        if (frameId === this.targetId) this.#show(url)
        return
      }
      case 'Page.loadEventFired':
        return this.#loaded.resolve()
      case 'Page.windowOpen':
        return void this.#openHandler({ url: fromChromium(String(params['url'])) })
      case 'Runtime.bindingCalled':
        return this.#asked(params as { payload: string; executionContextId: number })
      case 'Inspector.targetCrashed':
        this.#world = 0
        return void this.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 5 })
      default:
        return
    }
  }

  #show(url: string): void {
    const address = fromChromium(url)
    this.mainFrame.url = address
    this.mainFrame.origin = isOwn(url)
      ? address.split('/').slice(0, 3).join('/')
      : URL.canParse(url)
        ? new URL(url).origin
        : 'null'
  }

  async #answer({ requestId, request, resourceType, frameId, redirectedRequestId }: Paused): Promise<void> {
    const url = fromChromium(request.url)
    if (resourceType === 'Document' && !this.#mayGo(url, frameId === this.targetId, redirectedRequestId !== undefined))
      return void (await this.#send('Fetch.failRequest', { requestId, errorReason: 'Aborted' }).catch(() => {}))
    if (!isOwn(request.url)) return void (await this.#send('Fetch.continueRequest', { requestId }).catch(() => {}))
    try {
      const answer = await answerOwn(request.url, request.method, request.headers)
      if (answer === null) throw new Error(`nobody answers ${url}`)
      const body = Buffer.from(await answer.arrayBuffer()).toString('base64')
      const responseHeaders = [...answer.headers].map(([name, value]) => ({ name, value }))
      await this.#send('Fetch.fulfillRequest', { requestId, responseCode: answer.status, responseHeaders, body })
    } catch {
      await this.#send('Fetch.failRequest', { requestId, errorReason: 'Failed' }).catch(() => {})
    }
  }

  /** What is opened by us is not asked about; what a page does is. */
  #mayGo(url: string, isMainFrame: boolean, isRedirect: boolean): boolean {
    const event = new Preventable({ url, isMainFrame, isSameDocument: false }) as NavigationEvent
    if (!this.#isOurs) {
      if (isRedirect) this.emit('will-redirect', event)
      else {
        this.emit('will-frame-navigate', event)
        if (isMainFrame && !event.defaultPrevented) this.emit('will-navigate', event)
      }
    }
    this.#isOurs = false
    if (!event.defaultPrevented) this.emit('did-start-navigation', event)
    return !event.defaultPrevented
  }

  async #asked({ payload, executionContextId }: { payload: string; executionContextId: number }): Promise<void> {
    const message = JSON.parse(payload, fromText) as Asked
    const frame = executionContextId === this.#world ? this.mainFrame : { ...this.mainFrame }
    try {
      const value = await this.#wish.ask(this, frame, message)
      if (message.kind === 'invoke') this.#tell({ id: message.id, ok: true, value })
    } catch (error) {
      const text = error instanceof Error ? error.message : String(error)
      if (message.kind === 'invoke') this.#tell({ id: message.id, ok: false, message: text })
      else throw error
    }
  }

  /** In order, to whatever page is there. */
  #tell(told: object): void {
    const expression = `__standInTells(${JSON.stringify(JSON.stringify(told))})`
    this.#sending = this.#sending
      .then(() => this.#send('Runtime.evaluate', { expression, contextId: this.#world }))
      .catch(() => {})
  }

  /** For specifications: files of these names lie there, once they are dropped. */
  async willDrop(paths: readonly string[]): Promise<void> {
    for (const path of paths) this.#tell({ name: path.slice(path.lastIndexOf('/') + 1), path })
    await this.#sending
  }

  send(channel: string, ...args: unknown[]): void {
    this.#tell({ channel, args })
  }

  setWindowOpenHandler(handler: OpenHandler): void {
    this.#openHandler = handler
  }

  isDestroyed(): boolean {
    return this.#destroyed
  }

  getURL(): string {
    return this.mainFrame.url
  }

  async load(url: string): Promise<void> {
    this.#loaded = Promise.withResolvers()
    this.#isOurs = true
    const { errorText } = await this.#send('Page.navigate', { url: toChromium(url) })
    if (typeof errorText === 'string') throw new Error(`${errorText} (${url})`)
    await this.#loaded.promise
  }

  async resize(width: number, height: number): Promise<void> {
    await this.#send('Emulation.setDeviceMetricsOverride', { width, height, deviceScaleFactor: 1, mobile: false })
  }

  /** In the page’s own world. */
  async executeJavaScript(expression: string): Promise<unknown> {
    const { result } = await this.#send('Runtime.evaluate', { expression, awaitPromise: true, returnByValue: true })
    return (result as { value?: unknown }).value
  }

  /** Asked as Chromium asks; a page that ended, or hangs, keeps nobody. */
  async mayUnload(): Promise<boolean> {
    const asking = this.executeJavaScript(`dispatchEvent(new Event('beforeunload', { cancelable: true }))`).catch(
      () => true,
    )
    const late = new Promise<boolean>(resolve => setTimeout(() => resolve(true), unloadPatienceMs).unref())
    if ((await Promise.race([asking, late])) !== false) return true
    const event = new Preventable()
    this.emit('will-prevent-unload', event)
    return event.defaultPrevented
  }

  /** The page itself may not read it: what it may is put back at once. */
  async readSystemText(): Promise<string> {
    const chromium = await this.#chromium
    const origin = toChromium(this.mainFrame.origin)
    const permission = { origin, permission: { name: 'clipboard-read' } }
    await chromium.send('Browser.setPermission', { ...permission, setting: 'granted' })
    const text = await this.executeJavaScript('navigator.clipboard.readText()')
    await chromium.send('Browser.setPermission', { ...permission, setting: 'denied' })
    return String(text)
  }

  /** It is gone before it can answer. */
  forcefullyCrashRenderer(): void {
    void this.#send('Page.crash').catch(() => {})
  }

  async end(): Promise<void> {
    this.#destroyed = true
    this.mainFrame.detached = true
    const chromium = await this.#chromium
    await chromium.send('Target.closeTarget', { targetId: this.targetId }).catch(() => {})
  }
}

type Paused = {
  requestId: string
  request: { url: string; method: string; headers: Record<string, string> }
  resourceType: string
  frameId: string
  redirectedRequestId?: string
}

function fromText(_key: string, value: unknown): unknown {
  const isBytes = typeof value === 'object' && value !== null && '$bytes' in value && typeof value.$bytes === 'string'
  return isBytes ? new Uint8Array(Buffer.from(String(value.$bytes), 'base64')) : value
}
