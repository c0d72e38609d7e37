import { answerKeychain } from '../../adapters/keytar-vault/answer-keychain.ts'
import { KeychainQuestion } from '../../adapters/keytar-vault/keychain-talk.ts'

// As `keychain-child.ts`, where Electron is the runtime: a keychain that never answers holds this process alone.
const port = process.parentPort
// Electron only warns here, and whoever asked would wait for ever.
process.on('unhandledRejection', error => {
  throw error
})

port.on('message', ({ data }) => {
  const question = KeychainQuestion.safeParse(data)
  if (question.success) void answerKeychain(question.data).then(reply => port.postMessage(reply))
})
