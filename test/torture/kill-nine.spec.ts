import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { compose } from '../../main/hosts/compose.ts'
import { type Fault, type LocalCloud, startLocalCloud } from '../../main/local-cloud/index.ts'
import { makePhotos } from '../fixtures/make-photo.ts'

const program = new URL('../../main/hosts/cli/bin.js', import.meta.url).pathname

/** The long runs are `npm run torture`; every test run has a short one. */
const isLong = process.env['HOTFOLDER_TORTURE'] === 'long'
const { kills, photos } = isLong ? { kills: 100, photos: 200 } : { kills: 8, photos: 40 }

const weathers: [string, Fault[]][] = [
  ['on a good line', []],
  ['with 30 % of the replies lost', [{ kind: 'lose-reply', probability: 0.3 }]],
  ['with lines cut at random bytes', [{ kind: 'cut', probability: 0.3 }]],
  [
    'in a storm of 429 and 5xx',
    [
      { kind: 'rate-limit', probability: 0.15, retryAfter: 0 },
      { kind: 'error', probability: 0.2, status: 503, on: 'all' },
    ],
  ],
  ['with upload links that expire within a second', [{ kind: 'url-ttl', seconds: 1 }]],
]

/** Slow enough that a kill falls into the middle of something. */
const slow: Fault[] = [
  { kind: 'latency', ms: 20 },
  { kind: 'bandwidth', bytesPerSecond: isLong ? 150_000 : 300_000 },
]

type Ended = { path: string; state: string; summary?: Record<string, number> }

describe(`killed ${kills} times at random moments while ${photos} photos are sent`, () => {
  for (const [name, faults] of isLong ? weathers : weathers.slice(0, 2))
    it(
      `${name}, each photo is there once and none is missing`,
      async () => {
        const place = mkdtempSync(join(tmpdir(), 'hotfolder-torture-'))
        const folder = join(place, 'shoot')
        mkdirSync(folder)
        const cloud = await startLocalCloud({ folder: join(place, 'cloud'), port: 0, faults: [...slow, ...faults] })
        try {
          const paths = await makePhotos(folder, photos, { seed: 1, width: 320, height: 240 })
          await addProfile(join(place, 'home'), cloud)

          let killed = 0
          for (let run = 0; run < kills; run++) {
            const afterMs = 500 + Math.random() * 1_500
            if (await killedAfter(afterMs, place, cloud)) killed += 1
          }
          cloud.faults.set(faults.filter(fault => fault.kind !== 'url-ttl'))
          const last = await upload(place, cloud).ended

          const kept = cloud.images().filter(image => !image.draft)
          expect(killed).toBeGreaterThan(kills / 4)
          expect(last.code).toBe(0)
          expect(last.lines.length).toBe(photos)
          expect(kept.map(image => image.sha256).toSorted()).toEqual(paths.map(sha256Of).toSorted())
        } finally {
          await cloud.close()
          rmSync(place, { recursive: true, force: true })
        }
      },
      isLong ? 1_200_000 : 120_000,
    )
})

const sha256Of = (path: string) => createHash('sha256').update(readFileSync(path)).digest('hex')

async function addProfile(home: string, { accountId, baseUrl, token }: LocalCloud): Promise<void> {
  const running = await compose({ home, apiToken: token })
  if (!running.ok) throw new Error(running.problem.code)
  const { answers } = running.value.engine
  await answers.addProfile({ name: 'studio', account: { kind: 'cloudflare', accountId, baseUrl }, token: null })
  await answers.useProfile({ profile: 'studio' })
  await running.value.stop()
}

function upload(place: string, cloud: LocalCloud) {
  const child = spawn(process.execPath, [program, 'upload', join(place, 'shoot'), '--json'], {
    env: { ...process.env, HOTFOLDER_HOME: join(place, 'home'), HOTFOLDER_API_TOKEN: cloud.token },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let out = ''
  let errors = ''
  child.stdout.on('data', chunk => (out += String(chunk)))
  child.stderr.on('data', chunk => (errors += String(chunk)))
  const ended = new Promise<{ code: number | null; signal: string | null; lines: Ended[] }>(resolve =>
    child.on('close', (code, signal) => {
      if (code !== 0 && signal === null) console.log(errors)
      const lines = out.split('\n').flatMap(line => (line.endsWith('}') ? [JSON.parse(line) as Ended] : []))
      resolve({ code, signal, lines: lines.filter(line => line.summary === undefined) })
    }),
  )
  return { child, ended }
}

/** True when it was killed before it had ended by itself. */
async function killedAfter(ms: number, place: string, cloud: LocalCloud): Promise<boolean> {
  const { child, ended } = upload(place, cloud)
  const timer = setTimeout(() => child.kill('SIGKILL'), ms)
  const { signal } = await ended
  clearTimeout(timer)
  return signal === 'SIGKILL'
}
