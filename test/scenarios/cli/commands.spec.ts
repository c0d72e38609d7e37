import { createServer } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { aDesk, type Desk, readJsonLines } from './a-desk.ts'

let desk: Desk
beforeEach(() => {
  desk = aDesk()
})
afterEach(() => desk.clear())

describe('wrong usage', { timeout: 60_000 }, () => {
  it.each([
    [['upload']],
    [['upload', 'photos', '--colour', 'red']],
    [['upload', 'photos', '--tag', 'no equals sign']],
    [['upload', 'photos', '--order', 'random']],
    [['upload', 'photos', '--profile', 'nobody']],
    [['frobnicate']],
    [['watch']],
    [['watch', 'nowhere']],
    [['watch', 'photos', '--settle', 'soon']],
    [['watch', 'photos', '--only-after', 'yesterday']],
    [['watch', 'photos', '--only-after', '2026-02-30']],
    [['receipts', '--csv', '--profile', 'nosuch']],
    [['folder', 'set', 'photos']],
    [['profile', 'add', 'studio', '--no-token', '--account', 'a'.repeat(32), '--base-url', 'notaurl']],
    [['cancel']],
    [['retry']],
    [['cancel', 'no-such-job']],
    [['limit', '--rate', 'fast']],
    [['limit', '--concurrency', '0']],
    [['receipts', '--csv', '--json']],
    [['profile', 'add', 'studio', '--no-token']],
    [['profile', 'add', 'studio', '--no-token', '--account', 'abc']],
    [['profile', 'add', 'studio', '--account', 'a'.repeat(32)]],
    [['profile', 'add', 'studio', '--account', 'a'.repeat(32), '--token', 'secret']],
    [['profile', 'use', 'nobody']],
    [['folder', 'remove', 'nowhere']],
    [['local-cloud', '--fault', 'bad-mood:1']],
    [['local-cloud', '--port', '70000']],
    [[]],
  ])('ends with 2: %j', async args => {
    const ended = await desk.run(args)

    expect(ended.code).toBe(2)
    expect(ended.err).not.toBe('')
    expect(ended.out).toBe('')
  })

  it('lists the faults when one is not known', async () => {
    const { err } = await desk.run(['local-cloud', '--fault', 'bad-mood:1'])

    expect(err).toContain('rate-limit, error, plain-errors, cut, lose-reply, latency, bandwidth, url-ttl')
  })

  it.each([
    [['local-cloud', '--fault', 'cut:2'], 'probability is a number from 0 to 1'],
    [['local-cloud', '--fault', 'latency:soon'], 'ms must be a number'],
    [
      ['profile', 'add', 'studio', '--no-token', '--account', 'a'.repeat(32), '--base-url', 'notaurl'],
      '“notaurl” is not a web address (https://…).',
    ],
    [
      ['profile', 'add', 'studio', '--no-token', '--account', 'abc'],
      'The account id is not right. An account id is 32',
    ],
    [['receipts', '--profile', 'nosuch'], 'No profile “nosuch”.'],
  ])('is told in plain words: %j', async (args, words) => {
    const { err } = await desk.run(args)

    expect(err).toContain(words)
  })

  it('helps with 0', async () => {
    const { code, out } = await desk.run(['--help'])

    expect(code).toBe(0)
    for (const command of [
      'demo',
      'upload',
      'watch',
      'status',
      'pause',
      'receipts',
      'profile',
      'folder',
      'local-cloud',
    ])
      expect(out).toContain(command)
  })
})

describe('hotfolder profile', { timeout: 60_000 }, () => {
  it('adds, lists, verifies, chooses and removes an account', async () => {
    const cloud = await desk.cloud()
    const env = await desk.profileFor(cloud)

    const verified = await desk.run(['profile', 'verify'], { env })
    const refused = await desk.run(['profile', 'verify', 'studio'], { env: { HOTFOLDER_API_TOKEN: 'wrong' } })
    const listed = await desk.run(['profile', 'list'], { env })
    const again = await desk.run(['profile', 'add', 'studio', '--no-token', '--account', 'a'.repeat(32)], { env })
    const used = await desk.run(['profile', 'use', 'local'])
    const removed = await desk.run(['profile', 'remove', 'studio'])
    const left = await desk.run(['profile', 'list', '--json'])

    expect(verified).toMatchObject({ code: 0, out: '“studio” works: 0 of 100,000 images.\n' })
    expect(refused).toMatchObject({ code: 1, err: expect.stringContaining('“studio”') as string })
    expect(listed.out).toMatch(/^\* +studio .+ token from HOTFOLDER_API_TOKEN$/m)
    expect(again).toMatchObject({ code: 1, err: expect.stringContaining('already a profile') as string })
    expect([used.code, removed.code]).toEqual([0, 0])
    expect(left.lines.map(line => JSON.parse(line) as unknown)).toMatchObject([{ name: 'local', active: true }])
  })

  it('takes the token from standard input and never shows it', async () => {
    const cloud = await desk.cloud()
    const add = ['profile', 'add', 'studio', '--account', cloud.accountId, '--base-url', cloud.baseUrl]

    const added = await desk.run(add, { input: `${cloud.token}\n` })

    expect(added.code).toBe(0)
    expect(added.out + added.err).not.toContain(cloud.token)
    // Without a keychain it says what that means.
    if (!added.out.includes('in the keychain')) {
      expect(added.err).toContain('This computer offers no keychain.')
      expect(added.err).toContain('The token is gone when this command ends. Set HOTFOLDER_API_TOKEN for later runs.')
      const verified = await desk.run(['profile', 'verify', 'studio'])
      expect(verified).toMatchObject({ code: 1, err: expect.stringContaining('no token for “studio”') as string })
    }
  })
})

describe('hotfolder folder and watch', { timeout: 60_000 }, () => {
  it('adds, lists, pauses, resumes and removes a folder', async () => {
    const added = await desk.run(['folder', 'add', 'photos', '--settle', '1.5', '--ignore', '*.png', '--private'])
    const twice = await desk.run(['folder', 'add', 'photos'])
    const listed = await desk.run(['folder', 'list', '--json'])
    const paused = await desk.run(['folder', 'pause', 'photos'])
    const afterwards = await desk.run(['folder', 'list'])
    const resumed = await desk.run(['folder', 'resume', desk.photos])
    const removed = await desk.run(['folder', 'remove', 'photos'])
    const none = await desk.run(['folder', 'list', '--json'])

    expect([added, paused, resumed, removed].map(ended => ended.code)).toEqual([0, 0, 0, 0])
    expect(twice).toMatchObject({ code: 1, err: expect.stringContaining('already watched') as string })
    expect(JSON.parse(listed.out)).toMatchObject({
      path: desk.photos,
      settings: { settleMs: 1_500, ignore: ['*.png'], private: true, recursive: true },
    })
    expect(afterwards.out).toContain('Paused')
    expect(none.out).toBe('')
  })

  it('changes the settings of a folder, takes them back, and shows what is unusual', async () => {
    await desk.run(['folder', 'add', 'photos', '--private', '--ignore', '*.png', '--no-recursive', '--creator', 'Ada'])
    const unusual = await desk.run(['folder', 'list'])
    const set = await desk.run(['folder', 'set', 'photos', '--only-after', '2026-05-01', '--ignore', 'none'])
    const watched = await desk.run(['watch', 'photos', '--once', '--order', 'name'])
    const changed = await desk.run(['folder', 'list'])
    await desk.run(['folder', 'set', 'photos', '--public', '--only-after', 'none', '--order', 'newest'])

    const usual = await desk.run(['folder', 'set', 'photos', '--recursive', '--no-creator'])

    expect(unusual.out).toContain('· private, without subfolders, passes over *.png, creator Ada')
    expect([set.code, watched.code, usual.code]).toEqual([0, 0, 0])
    expect(changed.out).toContain('· private, without subfolders, only after 2026-05-01, by name, creator Ada')
    expect(usual.out).toBe(`${desk.photos}: the usual settings.\n`)
  })

  it('sends what is there once, and afterwards only what is new', async () => {
    await desk.photo('dune.jpg')
    const first = await desk.run(['watch', 'photos', '--once', '--json'])
    await desk.photo('sea.jpg')

    const second = await desk.run(['watch', '--once', '--json'])

    expect(first.code).toBe(0)
    expect(readJsonLines(first).summary).toMatchObject({ delivered: 1, duplicate: 0 })
    expect(second.code).toBe(0)
    expect(readJsonLines(second).photos.get('sea.jpg')?.state).toBe('delivered')
    expect(readJsonLines(second).summary).toMatchObject({ delivered: 1, duplicate: 1 })
  })

  it('follows a folder until Ctrl-C', async () => {
    const run = desk.start(['watch', 'photos', '--json', '--settle', '0'])
    await run.says('Watching')
    await desk.photo('dune.jpg')
    await run.says('dune.jpg')

    run.child.kill('SIGINT')

    const ended = await run.ended
    expect(ended.code).toBe(130)
    expect(readJsonLines(ended).photos.get('dune.jpg')?.state).toBe('delivered')
    expect(readJsonLines(ended).summary).toMatchObject({ delivered: 1 })
  })
})

describe('hotfolder receipts', { timeout: 60_000 }, () => {
  it('proves every delivery, for spreadsheets and programs', async () => {
    await desk.photo('=SUM(A1) "x", y.jpg')
    await desk.photo('dune.jpg')
    await desk.run(['upload', 'photos'])

    const csv = await desk.run(['receipts', '--csv'])
    const json = await desk.run(['receipts', '--json'])
    const plain = await desk.run(['receipts'])

    expect(csv.out.split('\r\n')).toHaveLength(4)
    expect(csv.out).toMatch(/^delivered,profile,path,name,sha256,bytes,imageId,links,gone\r\n/)
    expect(csv.out).toContain(`,"'=SUM(A1) ""x"", y.jpg",`)
    const receipts = json.lines.map(line => JSON.parse(line) as { name: string; at: string })
    for (const { at } of receipts) expect(at).toBe(new Date(at).toISOString())
    expect(new Set(receipts.map(receipt => receipt.name))).toEqual(new Set(['=SUM(A1) "x", y.jpg', 'dune.jpg']))
    expect(plain.lines).toHaveLength(2)
    expect([csv.code, json.code, plain.code]).toEqual([0, 0, 0])
  })
})

describe('hotfolder local-cloud', { timeout: 60_000 }, () => {
  it('prints what a client needs as one line, and ends with 0 on Ctrl-C', async () => {
    const run = desk.start(['local-cloud', '--json', '--fault', 'latency:1'], {
      env: { HOTFOLDER_LOCAL_CLOUD_TOKEN: 'a-token-for-this-test' },
    })
    await run.says('}')
    const address = JSON.parse(run.out) as { baseUrl: string; accountId: string; token: string }
    const answer = await fetch(`${address.baseUrl}/accounts/${address.accountId}/images/v1/stats`, {
      headers: { authorization: `Bearer ${address.token}` },
    })

    run.child.kill('SIGINT')

    expect(Object.keys(address)).toEqual(['baseUrl', 'accountId', 'token', 'accountHash', 'deliveryUrl'])
    expect(address.token).toBe('a-token-for-this-test')
    expect(answer.status).toBe(200)
    const ended = await run.ended
    expect(ended.code).toBe(0)
    expect(ended.lines).toHaveLength(1)
  })

  it('serves afterwards what was delivered to the local profile', async () => {
    await desk.photo('dune.jpg')
    const uploaded = await desk.run(['upload', 'photos', '--json'])

    const run = desk.start(['local-cloud'])
    await run.says('Ctrl-C ends it.')
    const served = await fetch(readJsonLines(uploaded).photos.get('dune.jpg')?.links[0] ?? '')

    expect(served.status).toBe(200)
    expect(served.headers.get('content-type')).toMatch(/^image\//)
  })

  it('says when its port is in use', async () => {
    const other = createServer()
    await new Promise<void>(resolve => other.listen(0, '127.0.0.1', resolve))
    const address = other.address()
    const port = typeof address === 'object' && address !== null ? address.port : 0

    const ended = await desk.run(['local-cloud', '--port', String(port)])

    other.close()
    expect(ended).toMatchObject({ code: 1, out: '' })
    expect(ended.err).toBe(`Port ${port} is in use. Choose another with --port, or leave it out for a free one.\n`)
  })

  it('says when another one has its folder', async () => {
    const first = desk.start(['local-cloud'])
    await first.says('Ctrl-C ends it.')

    const second = await desk.run(['local-cloud'])

    expect(second.code).toBe(1)
    expect(second.err).toMatch(/^A local cloud already runs in .+\n$/)
  })
})
