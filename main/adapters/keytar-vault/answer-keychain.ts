import type * as Keytar from 'keytar'
import type { KeychainAnswer, KeychainQuestion } from './keychain-talk.ts'

const appName = 'Hotfolder'

async function loadKeytar(): Promise<Pick<typeof Keytar, 'getPassword' | 'setPassword' | 'deletePassword'>> {
  try {
    return (await import('keytar')).default
  } catch (error) {
    throw process.platform === 'linux' ? new Error('the library libsecret-1 cannot be loaded', { cause: error }) : error
  }
}

/** Asks the keychain itself, which may hold this thread for as long as it likes. */
export async function answerKeychain(question: KeychainQuestion): Promise<KeychainAnswer> {
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
