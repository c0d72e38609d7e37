import type * as Keytar from 'keytar'
import { KeychainQuestion, type KeychainAnswer } from './keychain-talk.ts'

// A program of its own, because a keychain that never answers holds the thread that asked, and with it the end of the
// program. This one can be killed. It speaks over its channel only, and lives no longer than the one who started it.
const appName = 'Hotfolder'

async function loadKeytar(): Promise<Pick<typeof Keytar, 'getPassword' | 'setPassword' | 'deletePassword'>> {
  try {
    return (await import('keytar')).default
  } catch (error) {
    throw process.platform === 'linux' ? new Error('the library libsecret-1 cannot be loaded', { cause: error }) : error
  }
}

async function answer(question: KeychainQuestion): Promise<KeychainAnswer> {
  try {
    return { id: question.id, ok: true, token: await ask(question) }
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error)
    return { id: question.id, ok: false, detail: text.split('\n', 1)[0] ?? text }
  }
}

async function ask(question: KeychainQuestion): Promise<string | null> {
  const keytar = await loadKeytar()
  switch (question.ask) {
    case 'read':
      return keytar.getPassword(appName, question.name)
    case 'write':
      await keytar.setPassword(appName, question.name, question.token)
      return null
    case 'remove':
      await keytar.deletePassword(appName, question.name)
      return null
  }
}

// Ctrl-C reaches every program of the terminal; the one who started us decides when to stop.
process.on('SIGINT', () => undefined)
process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'))
process.on('message', message => {
  const question = KeychainQuestion.safeParse(message)
  if (question.success) void answer(question.data).then(reply => process.send?.(reply))
})
