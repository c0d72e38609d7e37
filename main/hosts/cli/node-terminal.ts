import { exitCode } from './exit-code.ts'
import { readAnswer } from './read-answer.ts'
import { readSecret } from './read-secret.ts'
import type { Terminal } from './terminal.ts'

/** One press of Ctrl-C can reach us several times: from the terminal, from npx, and from the starter. */
const onePressMs = 500

/** The real terminal. `end` writes everything out, then leaves. */
export function createNodeTerminal(): { terminal: Terminal; end(code: number): void } {
  const { stdout, stderr, stdin, env } = process
  const stopping = new AbortController()
  let drawn: string | null = null
  let firstSignalAt: number | null = null

  const isDrawing = stderr.isTTY
  const erase = () => {
    if (drawn !== null) stderr.write('\r\x1b[K')
  }
  const redraw = () => {
    if (drawn !== null) stderr.write(drawn)
  }
  const write = (stream: NodeJS.WriteStream, line: string) => {
    if (stopping.signal.reason === 'unread' && stream === stdout) return
    erase()
    stream.write(`${line}\n`)
    redraw()
  }

  function interrupt(): void {
    const now = Date.now()
    firstSignalAt ??= now
    if (now - firstSignalAt > onePressMs) {
      erase()
      process.exit(exitCode.interrupted)
    }
    stopping.abort('interrupted')
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, interrupt)
  // The starter is gone (kill -9): without it nobody could stop us.
  process.once('disconnect', interrupt)

  const lost = (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE' && error.code !== 'EIO') throw error
    stopping.abort('unread')
  }
  stdout.on('error', lost)
  stderr.on('error', lost)

  const terminal: Terminal = {
    env,
    cwd: process.cwd(),
    isScreen: stdout.isTTY,
    get columns() {
      // Some terminals say nothing of their width, some say 0.
      return stderr.columns || 80
    },
    interrupted: stopping.signal,
    out: line => write(stdout, line),
    err: line => write(stderr, line),
    progress(line) {
      if (!isDrawing) return
      erase()
      drawn = line
      redraw()
    },
    input: stdin,
    askSecret: question => readSecret(question, stdin, stderr),
    ask(question) {
      terminal.progress(null)
      return readAnswer(question, stdin, stderr, stopping.signal)
    },
  }
  return {
    terminal,
    end(code) {
      terminal.progress(null)
      process.exitCode = code
      // Writing nothing waits for everything before it.
      stdout.write('', () => stderr.write('', () => process.exit(code)))
    },
  }
}
