import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type AnApp, anApp } from './an-app.ts'
import { runtime } from '../a-desktop.ts'
import { photographs } from '../photographs.ts'
import { pagePreferences } from '../../../main/hosts/desktop/page-preferences.ts'
import { dropOn } from '../a-window.ts'

const root = join(import.meta.dirname, '../../..')
const shell = join(root, 'main/hosts/desktop')
const sources = readdirSync(shell)
  .filter(name => name.endsWith('.ts'))
  .map(name => readFileSync(join(shell, name), 'utf8'))

/** The checklist of https://www.electronjs.org/docs/latest/tutorial/security, point by point, under its own names. */
describe(
  `the security checklist of Electron (on ${runtime === 'electron' ? 'its own runtime' : 'the stand-in'})`,
  {
    timeout: 60_000,
  },
  () => {
    let app: AnApp
    beforeAll(async () => {
      app = await anApp()
    })
    afterAll(async () => {
      await app[Symbol.asyncDispose]()
    })

    /** What the window is made with; the stand-in refuses anything less. */
    const preferences: Record<string, unknown> = { ...pagePreferences }
    const address = () =>
      app.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.getURL() ?? '')
    const contentOf = async (path: string) =>
      (await app.page()).evaluate(async at => {
        const answer = await fetch(at)
        return { status: answer.status, policy: answer.headers.get('content-security-policy') }
      }, path)

    it('1. Only load secure content: all of it is our own, and no other server is asked', async () => {
      const page = await app.page()
      const asked: string[] = []
      page.on('request', request => asked.push(request.url()))

      await page.reload()
      await page.locator('#page :is(main, h1)').first().waitFor()
      const origin = new URL(page.url()).origin

      expect(await address()).toBe('app://hotfolder/')
      expect(asked.filter(one => !one.startsWith(origin) && !one.startsWith('data:'))).toEqual([])
      const outcome = await page.evaluate(() =>
        fetch('https://example.com/').then(String, (error: Error) => error.name),
      )
      expect(outcome).toBe('TypeError')
    })

    it('2. Do not enable Node.js integration for remote content', async () => {
      const { nodeIntegration, nodeIntegrationInWorker, nodeIntegrationInSubFrames } = preferences

      expect([nodeIntegration, nodeIntegrationInWorker, nodeIntegrationInSubFrames]).toEqual([false, false, false])
      const globals = await (
        await app.page()
      ).evaluate(() => ['require', 'process', 'module', 'Buffer'].filter(name => name in window))
      expect(globals).toEqual([])
    })

    it('3. Enable context isolation: the page cannot change what it was given', async () => {
      expect(preferences['contextIsolation']).toBe(true)
      const changed = await (
        await app.page()
      ).evaluate(() => {
        const given = window as unknown as { hotfolder: Record<string, unknown> }
        const { call } = given.hotfolder
        for (const change of [() => (given.hotfolder['call'] = null), () => (given.hotfolder = {})])
          try {
            change()
          } catch {
            // Strict code is told; what counts is that nothing changed.
          }
        return given.hotfolder['call'] !== call
      })
      expect(changed).toBe(false)
    })

    it('4. Enable process sandboxing: the preload is one file that needs nothing but electron', async () => {
      expect(preferences['sandbox']).toBe(true)
      const preload = readFileSync(join(root, 'dist/desktop/preload/preload.cjs'), 'utf8')

      expect([...preload.matchAll(/require\("([^"]+)"\)/g)].map(found => found[1])).toEqual(['electron'])
      expect(preload).not.toMatch(/^import\b|\bimport\(/m)
    })

    it('5. Handle session permission requests: all but copying are denied', async () => {
      const page = await app.page()

      const states = await page.evaluate(async () => {
        const names = ['geolocation', 'notifications', 'camera', 'clipboard-read'] as const
        const found = await Promise.all(
          names.map(name => navigator.permissions.query({ name: name as PermissionName })),
        )
        return found.map(one => one.state)
      })
      const copied = await page.evaluate(() => navigator.clipboard.writeText('a link').then(() => 'done', String))

      expect(states).toEqual(['denied', 'denied', 'denied', 'denied'])
      expect(copied).toBe('done')
    })

    it('6. Do not disable webSecurity', async () => {
      expect(preferences['webSecurity']).toBe(true)
    })

    it('7. Define a Content-Security-Policy: on every answer, and nothing inline', async () => {
      const page = await app.page()

      for (const path of ['/', '/photos/thumbnail/none', '/nothing-here'])
        expect((await contentOf(path)).policy).toContain(`default-src 'none'`)
      const { policy } = await contentOf('/')
      expect(policy).toMatch(/script-src 'self';/)
      expect(policy).not.toMatch(/unsafe|\*|https?:/)
      const ran = await page.evaluate(() => {
        const script = document.createElement('script')
        script.textContent = 'window.ran = true'
        document.body.append(script)
        script.remove()
        return 'ran' in window
      })
      expect(ran).toBe(false)
    })

    it('8. Do not enable allowRunningInsecureContent', async () => {
      expect(preferences['allowRunningInsecureContent']).toBe(false)
    })

    it('9. Do not enable experimental features', async () => {
      expect(preferences['experimentalFeatures']).toBe(false)
    })

    it('10. Do not use enableBlinkFeatures', async () => {
      expect(preferences).not.toHaveProperty('enableBlinkFeatures')
      expect(sources.join('\n')).not.toContain('enableBlinkFeatures')
    })

    it('11. <webview>: Do not use allowpopups: there is no such element', async () => {
      const page = await app.page()

      expect(preferences['webviewTag']).toBe(false)
      expect(await page.evaluate(() => document.createElement('webview').constructor.name)).toMatch(
        /^HTML(Unknown)?Element$/,
      )
    })

    it('12. <webview>: Verify options and params: none is ever attached', async () => {
      const prevented = await app.app.evaluate(({ BrowserWindow }) => {
        let isPrevented = false
        const event = { preventDefault: () => (isPrevented = true) }
        BrowserWindow.getAllWindows()[0]?.webContents.emit('will-attach-webview', event, {}, {})
        return isPrevented
      })

      expect(prevented).toBe(true)
    })

    it('13. Disable or limit navigation: the page stays where it is', async () => {
      const page = await app.page()
      const before = page.url()

      await page.evaluate(() => {
        location.href = 'https://example.com/elsewhere'
      })
      await expect.poll(async () => (await app.seen()).opened).toContain('https://example.com/elsewhere')
      await page.evaluate(() => {
        location.href = 'file:///etc/passwd'
      })

      expect(page.url()).toBe(before)
      expect(await address()).toBe('app://hotfolder/')
      await page.locator('#page :is(main, h1)').first().waitFor()
    })

    it('14. Disable or limit creation of new windows: what a link opens, the person’s browser shows', async () => {
      const page = await app.page()

      await page.evaluate(() => {
        window.open('https://dash.cloudflare.com/profile', '_blank')
      })

      await expect.poll(async () => (await app.seen()).opened).toContain('https://dash.cloudflare.com/profile')
      expect(await app.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1)
    })

    it('15. Do not use shell.openExternal with untrusted content: web addresses alone are opened', async () => {
      const page = await app.page()
      const before = (await app.seen()).opened.length

      await page.evaluate(() => {
        for (const bad of [
          'file:///etc/passwd',
          'http://example.com/',
          'smb://server/share',
          'https://a:b@example.com/',
          'ms-msdt:/id',
        ])
          window.open(bad)
        window.open('https://example.com/last')
      })

      await expect.poll(async () => (await app.seen()).opened.slice(before)).toEqual(['https://example.com/last'])
    })

    it('16. Use a current version of Electron: the newest major, and nothing older', () => {
      const { devDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
        devDependencies: Record<string, string>
      }
      const { version } = JSON.parse(readFileSync(join(root, 'node_modules/electron/package.json'), 'utf8')) as {
        version: string
      }

      expect(Number(version.split('.', 1)[0])).toBeGreaterThanOrEqual(45)
      expect(devDependencies['electron']).toContain(version.split('.', 1)[0])
    })

    it.runIf(runtime === 'stand-in')(
      '17. Validate the sender of all IPC messages: other frames and pages are refused',
      async () => {
        const answers = await app.app.evaluate(async ({ ipcMain, BrowserWindow }) => {
          const contents = BrowserWindow.getAllWindows()[0]?.webContents
          const { hear } = ipcMain as unknown as { hear(...args: unknown[]): Promise<unknown> }
          const own = contents?.mainFrame
          const strangers = [
            null,
            { url: 'https://example.com/', origin: 'https://example.com', detached: false },
            { url: 'app://hotfolder/', origin: 'app://hotfolder', detached: false },
          ]
          const say = (frame: unknown, channel: string, name: string) =>
            hear.call(ipcMain, contents, frame, { kind: 'invoke', channel, args: [name, {}] })
          const refused = await Promise.all(
            strangers.flatMap(frame => [
              say(frame, 'hotfolder:call', 'snapshot'),
              say(frame, 'hotfolder:desktop', 'pickFolder'),
            ]),
          )
          return { refused, own: await say(own, 'hotfolder:call', 'readPreferences') }
        })

        for (const answer of answers.refused)
          expect(answer).toMatchObject({ ok: false, problem: { code: 'command-unknown' } })
        expect(answers.own).toMatchObject({ ok: true })
      },
    )

    it('17b. …and its input: by the same gate as every host, paths only where a person gave them', async () => {
      const page = await app.page()
      const say = (name: string, input: unknown) =>
        page.evaluate(
          ([command, body]) => {
            const given = window as unknown as { hotfolder: { call(name: unknown, input: unknown): Promise<unknown> } }
            return given.hotfolder.call(command, body)
          },
          [name, input] as const,
        )
      const secret = await app.desk.photo('not-given.jpg')

      expect(await say('addPhotos', { paths: [secret] })).toMatchObject({
        ok: false,
        problem: { code: 'path-outside' },
      })
      expect(await say('addFolder', { path: app.desk.photos })).toMatchObject({ problem: { code: 'path-outside' } })
      expect(await say('setLimits', { concurrency: 1_000 })).toMatchObject({ problem: { code: 'invalid-input' } })
      expect(await say('photoOf', { job: 'x' })).toMatchObject({ problem: { code: 'command-unknown' } })
      expect(await say('__proto__', {})).toMatchObject({ problem: { code: 'command-unknown' } })
    })

    it('18. Avoid usage of the file:// protocol: pages by name, pictures by id, no way to any path', async () => {
      const page = await app.page()
      await dropOn(page, await photographs(1))
      await page.getByRole('button', { name: 'Send 1' }).click()
      await page.getByRole('tab', { name: 'Delivered 1' }).click()
      const picture = page.locator('img[src*="/photos/"]').first()
      await picture.waitFor()
      const source = (await picture.getAttribute('src')) ?? ''

      const range = await page.evaluate(async at => {
        const answer = await fetch(at, { headers: { Range: 'bytes=0-9' } })
        return [answer.status, answer.headers.get('content-range'), (await answer.arrayBuffer()).byteLength]
      }, source)
      const again = await page.evaluate(async at => {
        const first = await fetch(at)
        const second = await fetch(at, {
          headers: { 'If-None-Match': first.headers.get('etag') ?? '' },
          cache: 'no-store',
        })
        return [first.headers.get('content-type'), second.status]
      }, source)

      expect(range).toEqual([206, expect.stringMatching(/^bytes 0-9\/\d+$/), 10])
      expect(again).toEqual(['image/jpeg', 304])
      for (const way of [
        '/../../etc/passwd',
        '/%2e%2e/%2e%2e/etc/passwd',
        '/photos/original/..%2f..%2fetc%2fpasswd',
        '/etc/passwd',
      ])
        expect((await contentOf(way)).status).toBe(404)
      // What is handed over by a file manager may be named so; no window ever shows it.
      expect(sources.join('\n')).not.toMatch(/loadFile\(|pathToFileURL|loadURL\((?!firstPage\))/)
    })

    it('19. Check which fuses you can change: nothing here needs one that is to be off', () => {
      const code = sources.join('\n')

      // RunAsNode off leaves no child process of our own program: the engine and the keychain are utility processes.
      const fromNode = [...code.matchAll(/import \{([^}]*)\} from 'node:child_process'/g)].map(found =>
        found[1]?.trim(),
      )
      expect(code).toContain('utilityProcess.fork')
      expect(fromNode).toEqual(['execFile'])
      expect(code).not.toMatch(/env\[?'?.?ELECTRON_RUN_AS_NODE|NODE_OPTIONS/)
    })

    it('20. Do not expose Electron APIs: one object of thirteen functions, and none of them takes a path or a channel', async () => {
      const names = await (
        await app.page()
      ).evaluate(() => Object.keys((window as unknown as { hotfolder: object }).hotfolder))

      expect(names.toSorted()).toEqual(
        [
          'call',
          'drop',
          'follow',
          'giveUpDrop',
          'lookForUpdates',
          'pasteImage',
          'pickFolder',
          'pickPhotos',
          'readApp',
          'revealPhoto',
          'sendAnyway',
          'sendDrop',
          'startAtLogin',
        ].toSorted(),
      )
      expect(await (await app.page()).evaluate(() => 'electron' in window || 'ipcRenderer' in window)).toBe(false)
    })
  },
)
