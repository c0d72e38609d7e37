import { type ChildProcess, spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, utimesSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { compose, type Running } from '../../main/hosts/compose.ts'

const program = new URL('../../main/hosts/cli/bin.js', import.meta.url).pathname

export type CloudAddress = { baseUrl: string; accountId: string; token: string }
export type Studio = { place: string; cloud: CloudAddress; running: Running; close(): Promise<void> }

/** A whole engine in this process, and a local cloud in a process of its own, as far away as loopback allows. */
export async function openStudio(faults: readonly string[] = []): Promise<Studio> {
  const place = mkdtempSync(join(tmpdir(), 'hotfolder-bench-'))
  mkdirSync(join(place, 'photos'))
  const server = spawn(
    process.execPath,
    [
      program,
      'local-cloud',
      '--json',
      '--folder',
      join(place, 'cloud'),
      ...faults.flatMap(fault => ['--fault', fault]),
    ],
    { stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, HOTFOLDER_HOME: join(place, 'cloud-home') } },
  )
  const cloud = await firstLine(server)
  const composed = await compose({ home: join(place, 'home'), apiToken: cloud.token })
  if (!composed.ok) throw new Error(composed.problem.code)
  const running = composed.value
  const account = { kind: 'cloudflare' as const, accountId: cloud.accountId, baseUrl: cloud.baseUrl }
  const added = await running.engine.answers.addProfile({ name: 'bench', account, token: null })
  if (!added.ok) throw new Error(added.problem.code)
  await running.engine.answers.useProfile({ profile: 'bench' })
  return {
    place,
    cloud,
    running,
    async close() {
      await running.stop()
      server.kill('SIGINT')
      await new Promise(resolve => server.once('exit', resolve))
      rmSync(place, { recursive: true, force: true })
    },
  }
}

async function firstLine(server: ChildProcess): Promise<CloudAddress> {
  if (server.stdout === null) throw new Error('the local cloud has no output')
  for await (const line of createInterface({ input: server.stdout })) return JSON.parse(line) as CloudAddress
  throw new Error('the local cloud said nothing')
}

/** Adds these paths and waits for the last of them; answers with the states by count. */
export async function deliver(running: Running, paths: string[]): Promise<Record<string, number>> {
  const states: Record<string, number> = {}
  let batch: string | null = null
  const ended = new Promise<void>(resolve => {
    running.engine.feed.listen(({ news }) => {
      if (news.kind === 'photoEnded') states[news.photo.state] = (states[news.photo.state] ?? 0) + 1
      if (news.kind === 'batchEnded' && news.batch === batch) resolve()
    })
  })
  const added = await running.engine.answers.addPhotos({ paths })
  if (!added.ok) throw new Error(added.problem.code)
  batch = added.value.batch
  await ended
  return states
}

/** Resolves once this many photos have been judged and stand in the queue. */
export async function queued(running: Running, photos: number): Promise<void> {
  for (;;) {
    const snapshot = await running.engine.answers.snapshot({})
    if (!snapshot.ok) throw new Error(snapshot.problem.code)
    const { counts } = snapshot.value.queue
    if (counts.queued + counts.waiting + counts.delivered >= photos) return
    await new Promise(resolve => setTimeout(resolve, 10))
  }
}

/** Written an hour ago, as on a card: nothing has to settle first. */
export function asFromACard(paths: string[]): string[] {
  const hourAgo = Date.now() / 1_000 - 3_600
  for (const path of paths) utimesSync(path, hourAgo, hourAgo)
  return paths
}

export const seconds = (since: number): number => (performance.now() - since) / 1_000
