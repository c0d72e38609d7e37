import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { StartKeychain } from './keychain.ts'

/** The keychain’s program as a child process of this one. */
export const forkKeychain: StartKeychain = (said, gone) => {
  const { HOTFOLDER_API_TOKEN: _kept, ...env } = process.env
  const child = fork(fileURLToPath(new URL('./keychain-child.ts', import.meta.url)), [], {
    env,
    execArgv: [],
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  })
  child.on('message', said)
  child.on('error', error => gone(error.message))
  child.on('exit', () => gone('its program ended'))
  // It must not keep us from ending.
  child.unref()
  child.channel?.unref()
  return {
    ask: question => void child.send(question, error => error && gone(error.message)),
    kill: () => void child.kill('SIGKILL'),
  }
}
