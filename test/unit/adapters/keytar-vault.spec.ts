import { createServer } from 'node:net'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createKeytarVault } from '../../../main/adapters/keytar-vault/index.ts'
import { fail, succeed, type Profile } from '../../../preload/contract/index.ts'
import { tempFolder } from './open-store.ts'

const studio: Profile = {
  name: 'Studio',
  account: { kind: 'cloudflare', accountId: '0'.repeat(32), baseUrl: 'https://api.cloudflare.com/client/v4' },
  addedAt: 1,
}
const local: Profile = { name: 'local', account: { kind: 'local' }, addedAt: 1 }

const aVault = (environmentToken?: string) =>
  createKeytarVault({ environmentToken, localToken: () => Promise.resolve(succeed('local-token')) })

/** Runs with the Secret Service to be found at this address; the address of before is put back. */
async function withBus(address: string, run: () => Promise<void>) {
  const before = process.env['DBUS_SESSION_BUS_ADDRESS']
  process.env['DBUS_SESSION_BUS_ADDRESS'] = address
  try {
    await run()
  } finally {
    if (before === undefined) delete process.env['DBUS_SESSION_BUS_ADDRESS']
    else process.env['DBUS_SESSION_BUS_ADDRESS'] = before
  }
}

describe('the token of the local cloud', () => {
  it('is built in, and cannot be replaced', async () => {
    const vault = aVault('from-the-environment')

    expect(await vault.place(local)).toBe('built-in')
    expect(await vault.read(local)).toEqual(succeed('local-token'))
    expect(await vault.write(local, 'other')).toMatchObject({ ok: false, problem: { code: 'invalid-input' } })
    expect(await vault.remove(local)).toEqual(succeed(undefined))
  })
})

describe('a token from the environment', () => {
  it('wins, without its line end', async () => {
    const vault = aVault('  from-the-environment\n')

    expect(await vault.place(studio)).toBe('environment')
    expect(await vault.read(studio)).toEqual(succeed('from-the-environment'))
  })

  it('of several lines is refused by the name of its variable, and not repeated', async () => {
    const read = await aVault('one-secret\ntwo-secret').read(studio)

    expect(read).toMatchObject({ ok: false, problem: { code: 'invalid-input', where: 'HOTFOLDER_API_TOKEN' } })
    expect(JSON.stringify(read)).not.toContain('secret')
  })
})

describe('a token that is no single line', () => {
  it.each(['', '  \n ', 'one\ntwo', 'one two', 'one\u0000two'])('is refused: %j', async text => {
    expect(await aVault().write(studio, text)).toMatchObject({ ok: false, problem: { code: 'invalid-input' } })
  })
})

describe.runIf(process.platform === 'linux')('on a machine without a keychain', () => {
  it('the token is kept for this run, and that is said', async () => {
    using folder = tempFolder()
    await withBus(`unix:path=${join(folder.path, 'no-bus')}`, async () => {
      const vault = aVault()

      expect(await vault.place(studio)).toBe('missing')
      const written = await vault.write(studio, ' token-1\n')

      expect(written).toMatchObject({
        ok: true,
        value: { place: 'this-run', notice: { code: 'keychain-unavailable' } },
      })
      expect(JSON.stringify(written)).not.toContain('token-1')
      expect(await vault.place(studio)).toBe('this-run')
      expect(await vault.read(studio)).toEqual(succeed('token-1'))
      expect(await vault.remove(studio)).toEqual(succeed(undefined))
      expect(await vault.read(studio)).toEqual(fail({ code: 'token-missing', profile: 'Studio' }))
    })
  })

  it('one that never answers is given up after five seconds, and asked no more for reading', async () => {
    using folder = tempFolder()
    const socket = join(folder.path, 'silent-bus')
    const silent = createServer(line => line.on('error', () => line.destroy()))
    silent.listen(socket)
    await withBus(`unix:path=${socket}`, async () => {
      const vault = aVault()
      const started = performance.now()

      expect(await vault.write(studio, 'token-2')).toMatchObject({ ok: true, value: { place: 'this-run' } })

      const patience = performance.now() - started
      expect(patience).toBeGreaterThan(4_900)
      expect(patience).toBeLessThan(9_000)
      expect(await vault.read(studio)).toEqual(succeed('token-2'))
      expect(await vault.read({ ...studio, name: 'Other' })).toMatchObject({
        problem: { code: 'token-missing', profile: 'Other' },
      })
      expect(performance.now() - started - patience).toBeLessThan(1_000)
    })
    silent.close()
  }, 20_000)
})
