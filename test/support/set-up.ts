import { execFileSync } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'

/** What the tests need beside npm packages: the Debian package, and how to see that it is there. */
const needs: readonly { packageName: string; isThere: () => boolean }[] = [
  { packageName: 'gnome-keyring', isThere: () => isProgram('gnome-keyring-daemon') },
  { packageName: 'dbus', isThere: () => isProgram('dbus-daemon') && isProgram('dbus-run-session') },
  { packageName: 'libsecret-1-0', isThere: keychainLibraryLoads },
  { packageName: 'chromium', isThere: () => isProgram('chromium') },
  { packageName: 'perl', isThere: () => isProgram('perl') },
]

function isProgram(name: string): boolean {
  return (process.env['PATH'] ?? '').split(delimiter).some(folder => {
    try {
      accessSync(join(folder, name), constants.X_OK)
      return true
    } catch {
      return false
    }
  })
}

/** In a process of its own: a library that failed to load once is not looked for again. */
function keychainLibraryLoads(): boolean {
  try {
    execFileSync(process.execPath, ['--eval', 'require("keytar")'], {
      cwd: join(import.meta.dirname, '../..'),
      stdio: 'ignore',
    })
    return true
  } catch {
    return false
  }
}

const missing = () => needs.filter(need => !need.isThere()).map(need => need.packageName)

/** Heard only when it fails. */
function install(packages: readonly string[]): void {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  execFileSync('apt-get', ['update', '-qq'], { env, stdio: 'pipe' })
  execFileSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], { env, stdio: 'pipe' })
}

function giveUp(packages: readonly string[], why: string): never {
  console.error(`The tests need ${packages.join(', ')}: ${why}.`)
  process.exit(1)
}

function lastWords(error: unknown): string {
  const said = error instanceof Error && 'stderr' in error ? String(error.stderr) : String(error)
  return said.trim().split('\n').at(-1) ?? said
}

function setUp(): void {
  // The Secret Service and its tools belong to Linux; the other systems bring their own keychain.
  if (process.platform !== 'linux') return
  const packages = missing()
  if (packages.length === 0) return
  if (process.getuid?.() !== 0 || !isProgram('apt-get'))
    giveUp(packages, 'install these packages (named as in Debian) and run the tests again')
  try {
    install(packages)
  } catch (error) {
    giveUp(packages, `apt-get could not install them (${lastWords(error)})`)
  }
  const still = missing()
  if (still.length > 0) giveUp(still, 'still missing after apt-get installed them')
  console.log(`Installed for the tests: ${packages.join(', ')}.`)
}

setUp()
