import type { Terminal } from '../../main/hosts/cli/terminal.ts'

/** A terminal whose person answers as told, and which remembers what was written. */
export type TestTerminal = Terminal & {
  lines: string[]
  errors: string[]
  asked: string[]
  /** The line that moves, as it was drawn. */
  drawn: string[]
  interrupt(reason?: 'interrupted' | 'unread'): void
}

type Circumstances = Partial<Pick<Terminal, 'env' | 'cwd' | 'isScreen' | 'columns'>> & {
  /** What the person types, question by question; nobody is there when left out. */
  answers?: string[]
  /** Standard input, piece by piece. */
  input?: (string | Uint8Array)[]
}

export function aTerminal({ answers, input = [], ...rest }: Circumstances = {}): TestTerminal {
  const stopping = new AbortController()
  const lines: string[] = []
  const errors: string[] = []
  const asked: string[] = []
  const drawn: string[] = []
  const left = answers?.slice()
  return {
    env: {},
    cwd: '/',
    isScreen: false,
    columns: 80,
    ...rest,
    lines,
    errors,
    asked,
    drawn,
    interrupted: stopping.signal,
    interrupt: (reason = 'interrupted') => stopping.abort(reason),
    out: line => lines.push(line),
    err: line => errors.push(line),
    progress: line => {
      if (line !== null) drawn.push(line)
    },
    askSecret: () => Promise.resolve(''),
    async ask(question) {
      if (left === undefined) return null
      asked.push(question)
      return left.shift() ?? ''
    },
    input: pieces(input),
  }
}

async function* pieces(all: (string | Uint8Array)[]): AsyncGenerator<Uint8Array> {
  for (const piece of all) yield typeof piece === 'string' ? Buffer.from(piece) : piece
}
