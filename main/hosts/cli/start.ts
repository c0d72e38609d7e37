import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import { findDesktop } from './desktop-at-hand.ts'
import { main } from './main.ts'

// `npm start`: the desktop where it can run, else the same pages in the browser, and why.
const desktop = findDesktop(process.env, process.platform)
if (desktop.kind === 'here') {
  const child = spawn(desktop.program, [desktop.entry, ...process.argv.slice(2)], { stdio: 'inherit' })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => child.kill(signal))
  child.once('exit', (code, signal) => {
    process.exitCode = code ?? (signal === null ? 1 : 128 + constants.signals[signal])
  })
} else {
  process.stderr.write(`The desktop app is not opened: ${desktop.why}. Its pages are served to your browser instead.\n`)
  process.argv.splice(2, 0, 'serve')
  await main()
}
