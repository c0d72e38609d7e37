import type { ReadStream } from 'node:tty'

const mostBytes = 65_536

/** Reads one secret: hidden from a person's eyes, or the first line of standard input. Empty when there is none. */
export async function readSecret(
  question: string,
  input: ReadStream,
  screen: { write(text: string): unknown },
): Promise<string> {
  return input.isTTY ? ask(question, input, screen) : firstLine(input)
}

async function firstLine(input: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of input) {
    chunks.push(chunk)
    length += chunk.length
    if (length > mostBytes || chunk.includes(0x0a)) break
  }
  const [line = ''] = Buffer.concat(chunks).toString('utf8').split('\n')
  return line.trim()
}

/** Keys arrive one by one, since the terminal must not show them. */
function ask(question: string, input: ReadStream, screen: { write(text: string): unknown }): Promise<string> {
  screen.write(question)
  input.setRawMode(true)
  input.setEncoding('utf8')
  return new Promise(resolve => {
    let typed = ''
    const finish = (answer: string) => {
      input.setRawMode(false)
      input.pause()
      input.off('data', read)
      screen.write('\n')
      resolve(answer.trim())
    }
    function read(keys: string | Uint8Array): void {
      for (const key of String(keys)) {
        if (key === '\r' || key === '\n' || key === '\u0004') return finish(typed)
        if (key === '\u0003') {
          // In this mode the terminal does not send the signal itself.
          process.emit('SIGINT')
          return finish('')
        }
        if (key === '\u007f' || key === '\b') typed = typed.slice(0, -1)
        else if (key >= ' ') typed += key
      }
    }
    input.on('data', read)
    input.resume()
  })
}
