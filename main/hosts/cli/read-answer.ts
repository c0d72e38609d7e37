import type { ReadStream } from 'node:tty'

/** What a person types until Enter, in plain sight; null without one. Ctrl-C and Ctrl-D answer nothing: the text is empty. */
export async function readAnswer(
  question: string,
  input: Pick<ReadStream, 'isTTY' | 'setEncoding' | 'resume' | 'pause' | 'on' | 'off'>,
  screen: { isTTY?: boolean; write(text: string): unknown },
  interrupted: AbortSignal,
): Promise<string | null> {
  // A question nobody sees, or nobody can answer, is none.
  if (!input.isTTY || screen.isTTY !== true) return null
  if (interrupted.aborted) return ''
  screen.write(question)
  input.setEncoding('utf8')
  return new Promise(resolve => {
    let typed = ''
    const finish = () => {
      input.off('data', read)
      input.off('end', finish)
      interrupted.removeEventListener('abort', finish)
      input.pause()
      // What Enter did not break, we do.
      if (!typed.includes('\n')) screen.write('\n')
      resolve(typed.split('\n')[0]?.trim() ?? '')
    }
    function read(text: string | Uint8Array): void {
      typed += String(text).replaceAll('\r', '\n')
      if (typed.includes('\n')) finish()
    }
    interrupted.addEventListener('abort', finish, { once: true })
    input.on('end', finish)
    input.on('data', read)
    input.resume()
  })
}
