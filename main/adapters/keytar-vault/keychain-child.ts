import { answerKeychain } from './answer-keychain.ts'
import { KeychainQuestion } from './keychain-talk.ts'

// A program of its own, because a keychain that never answers holds the thread that asked, and with it the end of the
// program. This one can be killed. It speaks over its channel only, and lives no longer than the one who started it.

// Ctrl-C reaches every program of the terminal; the one who started us decides when to stop.
process.on('SIGINT', () => undefined)
process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'))
process.on('message', message => {
  const question = KeychainQuestion.safeParse(message)
  if (question.success) void answerKeychain(question.data).then(reply => process.send?.(reply))
})
