import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

/** A session without a desktop: its own home, and a message bus only if one is started for it. */
export type SecretService = { env: NodeJS.ProcessEnv; keyringPid: number } & AsyncDisposable

const isAlive = (pid: number) => {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

/** Ends one program, and answers once it is gone. */
async function end(pid: number) {
  if (isAlive(pid)) process.kill(pid, 'SIGTERM')
  const deadline = Date.now() + 5_000
  while (isAlive(pid) && Date.now() < deadline) await new Promise(resolve => setTimeout(resolve, 20))
  if (isAlive(pid)) process.kill(pid, 'SIGKILL')
}

/** The environment of a person who has no session bus at all. */
export function envWithoutBus(home: string): NodeJS.ProcessEnv {
  const { DBUS_SESSION_BUS_ADDRESS: _bus, DISPLAY: _display, WAYLAND_DISPLAY: _wayland, ...env } = process.env
  const folder = (name: string) => {
    const path = join(home, name)
    mkdirSync(path, { recursive: true, mode: 0o700 })
    return path
  }
  return {
    ...env,
    HOME: home,
    XDG_RUNTIME_DIR: folder('run'),
    XDG_CONFIG_HOME: folder('config'),
    XDG_CACHE_HOME: folder('cache'),
    XDG_DATA_HOME: folder('share'),
  }
}

/** A bus that starts no program by itself, so that whatever runs on it is ours to end. */
const busConfig = (home: string) => `<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
  "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:dir=${home}</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
`

/** A real gnome-keyring, unlocked, on a message bus of its own. */
export async function aSecretService(): Promise<SecretService> {
  const home = mkdtempSync(join(tmpdir(), 'hotfolder-keyring-'))
  const env = envWithoutBus(home)
  const config = join(home, 'bus.conf')
  writeFileSync(config, busConfig(home))
  const bus = spawn('dbus-daemon', [`--config-file=${config}`, '--nofork', '--nopidfile', '--print-address=1'], {
    env,
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  env['DBUS_SESSION_BUS_ADDRESS'] = await firstLine(bus)

  const keyring = spawn('gnome-keyring-daemon', ['--foreground', '--unlock', '--components=secrets'], {
    env,
    stdio: ['pipe', 'ignore', 'ignore'],
  })
  keyring.stdin.end('a password for this test\n')
  const pid = keyring.pid ?? 0
  await untilOnBus(env)

  return {
    env,
    keyringPid: pid,
    async [Symbol.asyncDispose]() {
      await end(pid)
      await end(bus.pid ?? 0)
      rmSync(home, { recursive: true, force: true })
    },
  }
}

async function firstLine(child: ChildProcess): Promise<string> {
  if (child.stdout === null) throw new Error('its output is not read')
  const [line] = await once(createInterface(child.stdout), 'line')
  return String(line).split(',guid=')[0] ?? ''
}

async function untilOnBus(env: NodeJS.ProcessEnv) {
  const ask = ['--session', '--print-reply', '--dest=org.freedesktop.DBus', '/', 'org.freedesktop.DBus.NameHasOwner']
  const deadline = Date.now() + 10_000
  while (Date.now() < deadline) {
    const said = execFileSync('dbus-send', [...ask, 'string:org.freedesktop.secrets'], { env, encoding: 'utf8' })
    if (said.includes('boolean true')) return
    await new Promise(resolve => setTimeout(resolve, 50))
  }
  throw new Error('gnome-keyring did not come onto the bus')
}
