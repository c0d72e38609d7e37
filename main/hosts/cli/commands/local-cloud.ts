import { mkdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { InvalidArgumentError } from 'commander'
import type { Problem } from '../../../../preload/contract/index.ts'
import type { Fault, LocalCloud } from '../../../local-cloud/index.ts'
import { limits } from '../../../local-cloud/limits.ts'
import { parseFault } from '../../../local-cloud/misbehaviour/parse-fault.ts'
import { plainIssue } from '../../plain-issue.ts'
import type { Cli } from '../cli.ts'
import { exitCode } from '../exit-code.ts'
import { printable } from '../print/printable.ts'
import { sentence, sentenceOf } from '../print/sentence.ts'
import { table } from '../print/table.ts'
import { untilInterrupted } from '../terminal.ts'

type Options = {
  port?: number
  fault?: Fault[]
  folder?: string
  rateLimit?: true
  allowPrivateSources?: true
  flexibleVariants?: boolean
  json?: true
}

const faultHelp = `
Faults, each with ,times=N for only the next N hits:
  rate-limit:P[,retry-after=S]             429 to an API call with probability P (0 to 1)
  error:P[,status=503][,on=api|upload|all] an error with probability P
  plain-errors:P[,on=api|upload|all]       refusals come as one line of text, ERROR 54xx: …, not as JSON
  cut:P[,at=PERCENT]                       the line breaks in the middle of an upload
  lose-reply:P                             an upload is taken, but the line breaks before the answer
  latency:MS                               every answer comes later
  bandwidth:RATE                           bytes per second over all uploads together (1000000, 100mbit, 500kbit)
  url-ttl:SECONDS                          upload links expire this soon

Environment:
  HOTFOLDER_LOCAL_CLOUD_TOKEN  the token it accepts (default: a new one for each run)`

/** `local-cloud`: the offline Images service on its own, until Ctrl-C. */
export function localCloud(cli: Cli): void {
  cli.program
    .command('local-cloud')
    .description('run the offline Images service on this computer, until Ctrl-C')
    .option('--port <n>', 'port on 127.0.0.1 (default: the one it had before, or a free one)', port)
    .option('--fault <fault>', 'a misbehaviour, as below; may be repeated', fault)
    .option('--rate-limit', 'count calls as Cloudflare does, and refuse the 1201st in five minutes')
    .option('--folder <path>', 'where it keeps its images (default: local-cloud in the home folder)')
    .option('--allow-private-sources', 'uploads by URL may come from this computer and its own network')
    .option('--flexible-variants', 'switch flexible variants on; the folder remembers it')
    .option('--no-flexible-variants', 'switch them off')
    .option('--json', 'what a client needs, as one JSON line')
    .addHelpText('after', faultHelp)
    .action(cli.act((options: Options) => run(cli, options)))
}

async function run(cli: Cli, options: Options): Promise<number> {
  const { terminal, home } = cli
  const folder = options.folder === undefined ? join(home, 'local-cloud') : resolve(terminal.cwd, options.folder)
  const token = terminal.env['HOTFOLDER_LOCAL_CLOUD_TOKEN']
  const { flexibleVariants } = options
  const settings = {
    faults: options.fault ?? [],
    rateLimit: options.rateLimit ? limits.userBudget : null,
    allowsPrivateSources: options.allowPrivateSources ?? false,
    ...(flexibleVariants !== undefined && { flexibleVariants }),
    ...(token ? { token } : {}),
  }
  let cloud: LocalCloud
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    // Its image library is large; other commands do without it.
    const { startLocalCloud } = await import('../../../local-cloud/index.ts')
    const { startOnUsualPort } = await import('../../embedded-cloud.ts')
    cloud = await (options.port === undefined
      ? startOnUsualPort(folder, settings)
      : startLocalCloud({ ...settings, folder, port: options.port }))
  } catch (error) {
    terminal.err(whyNot(error, folder, options.port))
    return exitCode.needsYou
  }
  const { baseUrl, accountId, accountHash, deliveryUrl } = cloud
  const address = { baseUrl, accountId, token: cloud.token, accountHash, deliveryUrl }
  if (options.json) terminal.out(JSON.stringify(address))
  else for (const line of readable(address, folder)) terminal.out(line)
  await untilInterrupted(terminal)
  await cloud.close()
  return exitCode.done
}

type Address = Pick<LocalCloud, 'baseUrl' | 'accountId' | 'token' | 'accountHash' | 'deliveryUrl'>

const readable = ({ baseUrl, accountId, token, accountHash, deliveryUrl }: Address, folder: string): string[] => [
  ...table([
    ['base URL', baseUrl],
    ['account id', accountId],
    ['token', token],
    ['account hash', accountHash],
    ['delivery', `${deliveryUrl}/${accountHash}/IMAGE/public`],
    ['kept in', printable(folder)],
  ]),
  '',
  'To send to it (the token is asked for):',
  `  npx hotfolder profile add try --account ${accountId} --base-url ${baseUrl}`,
  '  npx hotfolder upload --profile try PATH',
  '',
  'Ctrl-C ends it.',
]

function whyNot(error: unknown, folder: string, port: number | undefined): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  const detail = error instanceof Error ? error.message : String(error)
  if (code === 'EADDRINUSE') return sentenceOf({ code: 'port-in-use', port: port ?? 0 })
  if (code === 'EBUSY')
    return sentence({
      title: `A local cloud already runs in ${folder}`,
      advice: 'Stop that one, or choose another place with --folder.',
    })
  const problem: Problem =
    code === 'ENOSPC' ? { code: 'disk-full', path: folder } : { code: 'home-unusable', path: folder, detail }
  return sentenceOf(problem)
}

function port(text: string): number {
  const number = Number(text)
  if (!/^\d+$/.test(text) || number > 65_535) throw new InvalidArgumentError('Give a port from 0 to 65535.')
  return number
}

function fault(text: string, before: Fault[] | undefined): Fault[] {
  const read = parseFault(text, issue =>
    issue.path?.at(-1) === 'probability' ? 'is a number from 0 to 1' : plainIssue(issue).replace(/^It /, ''),
  )
  if (!read.ok) throw new InvalidArgumentError(read.because)
  return [...(before ?? []), read.value]
}
