import { spawn } from 'node:child_process'

/** Who cannot open an address says so within this time. */
const patienceMs = 3_000

type Circumstances = { env: Record<string, string | undefined>; platform: NodeJS.Platform }

/** Opens a web address with the program a person has chosen for them. Null when that went well, else why not. */
export async function openInBrowser(link: string, { env, platform }: Circumstances): Promise<string | null> {
  const { protocol, href } = new URL(link)
  if (protocol !== 'https:' && protocol !== 'http:') return `it is no web address (${protocol})`
  const isBare = !env['DISPLAY'] && !env['WAYLAND_DISPLAY'] && !env['BROWSER']
  if (platform !== 'darwin' && platform !== 'win32' && isBare) return 'there is no screen to show it on'
  // Started directly: in a shell the characters of an address could be commands.
  const [program, ...args] = openers[platform] ?? ['xdg-open']
  return new Promise(resolve => {
    const child = spawn(program, [...args, href], { env, stdio: 'ignore', detached: true })
    // Some of them stay for as long as the browser does.
    const isUp = setTimeout(() => resolve(null), patienceMs)
    const end = (whyNot: string | null) => {
      clearTimeout(isUp)
      resolve(whyNot)
    }
    child.once('error', error => end(`${program} cannot be started: ${error.message}`))
    child.once('exit', code => end(code === 0 ? null : `${program} ended with ${code ?? 'a signal'}`))
    child.unref()
  })
}

const openers: Partial<Record<NodeJS.Platform, readonly [string, ...string[]]>> = {
  darwin: ['open'],
  // `start` is a word of the shell; this is what it does with an address.
  win32: ['rundll32.exe', 'url.dll,FileProtocolHandler'],
}
