import { execFile } from 'node:child_process'
import { join } from 'node:path'

/** Does this line cost by the byte? `unknown` where the system does not tell. */
export type Metered = 'yes' | 'no' | 'unknown'

type Question = { program: string; args: readonly string[]; read(out: string): Metered }

/**
 * Chromium on a computer does not tell pages (`navigator.connection` has no such field), and Electron has no word for it: so the
 * system is asked by its own tools, without a shell. macOS has none for it.
 */
const questions: Partial<Record<NodeJS.Platform, Question>> = {
  linux: {
    program: 'busctl',
    args: [
      'get-property',
      'org.freedesktop.NetworkManager',
      '/org/freedesktop/NetworkManager',
      'org.freedesktop.NetworkManager',
      'Metered',
    ],
    // NMMetered: 1 yes, 2 no, 3 guessed yes, 4 guessed no.
    read: out => (/^u [13]\b/.test(out) ? 'yes' : /^u [24]\b/.test(out) ? 'no' : 'unknown'),
  },
  win32: {
    // By its whole path: the name alone is looked for where we stand first.
    program: join(
      process.env['SystemRoot'] ?? 'C:\\Windows',
      'System32',
      'WindowsPowerShell',
      'v1.0',
      'powershell.exe',
    ),
    args: [
      '-NoProfile',
      '-NonInteractive',
      '-Command',
      '[Windows.Networking.Connectivity.NetworkInformation,Windows.Networking.Connectivity,ContentType=WindowsRuntime]::GetInternetConnectionProfile().GetConnectionCost().NetworkCostType',
    ],
    read: out => (/^(Fixed|Variable)/.test(out) ? 'yes' : out.startsWith('Unrestricted') ? 'no' : 'unknown'),
  },
}

const patienceMs = 10_000

export function readMetered(platform: NodeJS.Platform): Promise<Metered> {
  const question = questions[platform]
  if (question === undefined) return Promise.resolve('unknown')
  return new Promise(resolve =>
    // A tool that is not there is an answer too.
    execFile(question.program, question.args, { timeout: patienceMs, windowsHide: true }, (error, out) =>
      resolve(error === null ? question.read(out.trim()) : 'unknown'),
    ),
  )
}
