import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { describe, expect, it } from 'vitest'
import { aSecretService, envWithoutBus } from '../support/a-secret-service.ts'
import { tempFolder } from '../unit/adapters/open-store.ts'

/** Runs the steps in a program of its own with that environment; answers what each step answered. */
async function withVault(env: NodeJS.ProcessEnv, steps: readonly (readonly string[])[]): Promise<unknown[]> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'vault-child.ts')], {
    env,
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const ended = once(child, 'exit')
  child.stdin.end(steps.map(step => `${step.join('\t')}\n`).join(''))
  const said = await text(child.stdout)
  expect(await ended).toEqual([0, null])
  return said
    .trim()
    .split('\n')
    .map(line => JSON.parse(line) as unknown)
}

/** Programs that run with this home, ours and the keyring’s among them. */
function programsOf(home: string): string[] {
  return readdirSync('/proc')
    .filter(name => /^\d+$/.test(name))
    .filter(pid => {
      try {
        return readFileSync(`/proc/${pid}/environ`, 'utf8').includes(`HOME=${home}\0`)
      } catch {
        return false
      }
    })
}

async function untilNoneRuns(home: string) {
  const deadline = Date.now() + 5_000
  while (programsOf(home).length > 0 && Date.now() < deadline) await new Promise(resolve => setTimeout(resolve, 50))
  expect(programsOf(home)).toEqual([])
}

describe('the vault with a real Secret Service', () => {
  it('keeps tokens from one run to the next, under the name of each profile, until removed', async () => {
    const token = 'AbC123-def_456.GHI789~jkl012+MNO345/pqr678=STU9'
    let home = ''
    {
      await using session = await aSecretService()
      home = session.env['HOME'] ?? ''

      const first = await withVault(session.env, [
        ['place', 'Studio'],
        ['read', 'Studio'],
        ['write', 'Studio', token],
        ['write', 'Zoë 2', 'other-token'],
        ['write', 'Studio', `${token}2`],
        ['place', 'Studio'],
      ])
      const second = await withVault(session.env, [
        ['read', 'Studio'],
        ['read', 'Zoë 2'],
        ['remove', 'Studio'],
        ['place', 'Studio'],
        ['remove', 'Studio'],
        ['read', 'Zoë 2'],
      ])

      const kept = { ok: true, value: { place: 'keychain', notice: null } }
      expect(first).toEqual([
        'missing',
        { ok: false, problem: { code: 'token-missing', profile: 'Studio' } },
        kept,
        kept,
        kept,
        'keychain',
      ])
      expect(second).toEqual([
        { ok: true, value: `${token}2` },
        { ok: true, value: 'other-token' },
        { ok: true },
        'missing',
        { ok: true },
        { ok: true, value: 'other-token' },
      ])
    }
    await untilNoneRuns(home)
  }, 60_000)

  it('goes on for this run when the keyring dies', async () => {
    await using session = await aSecretService()
    process.kill(session.keyringPid, 'SIGKILL')

    const [written, read] = await withVault(session.env, [
      ['write', 'Studio', 'token-1'],
      ['read', 'Studio'],
    ])

    expect(written).toMatchObject({ ok: true, value: { place: 'this-run', notice: { code: 'keychain-unavailable' } } })
    expect(read).toEqual({ ok: true, value: 'token-1' })
  }, 60_000)
})

describe('the vault without any session bus', () => {
  it('says that there is no keychain, and works for this run', async () => {
    using home = tempFolder()

    const said = await withVault(envWithoutBus(home.path), [
      ['read', 'Studio'],
      ['write', 'Studio', 'token-1'],
      ['place', 'Studio'],
      ['read', 'Studio'],
      ['remove', 'Studio'],
    ])

    expect(said).toMatchObject([
      { ok: false, problem: { code: 'token-missing' } },
      { ok: true, value: { place: 'this-run', notice: { code: 'keychain-unavailable' } } },
      'this-run',
      { ok: true, value: 'token-1' },
      { ok: true },
    ])
    await untilNoneRuns(home.path)
  }, 60_000)
})
