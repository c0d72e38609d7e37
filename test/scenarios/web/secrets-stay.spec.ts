import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { diagnosticsText, type Diagnostics } from '../../../preload/contract/index.ts'
import { makePhoto } from '../../fixtures/make-photo.ts'
import { until } from '../../unit/adapters/until.ts'
import { aCloud } from '../../unit/local-cloud/a-cloud.ts'
import { aServedHome, valueOf } from './a-served-home.ts'

const token = 'Kq7-not-for-any-page_0123456789abcdefghi'
const signedLink = 'https://imagedelivery.net/Vi7wi5KSItxGFsWRG2Us6Q/one/public?exp=1&sig=5f3a9c0e77b1'
const uploadUrl = 'https://upload.imagedelivery.net/Vi7wi5KSItxGFsWRG2Us6Q/0b7c-upload-here'

/** A service that refuses everything, and repeats in its refusal all it should keep to itself. */
async function aTalkativeService(said: () => string) {
  const server = createServer((request, response) => {
    const message = `no: ${request.headers.authorization}, ${said()}, ${uploadUrl}, ${signedLink}`
    response.writeHead(400, { 'content-type': 'application/json' })
    response.end(JSON.stringify({ success: false, result: null, errors: [{ code: 5_400, message }], messages: [] }))
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => new Promise<void>(resolve => server.close(() => resolve())))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/client/v4`
}

describe('what helps to find a fault', { timeout: 90_000 }, () => {
  it('holds no secret, wherever one was said, and no name of a photo', async () => {
    const cloud = await aCloud({ token })
    let keyValue = 'none yet'
    const talkative = await aTalkativeService(() => keyValue)
    await using home = await aServedHome()
    const listener = await home.listen()
    const { accountId, baseUrl } = cloud
    for (const [name, address] of [
      ['studio', baseUrl],
      ['echo', talkative],
    ] as const) {
      const account = { kind: 'cloudflare', accountId, baseUrl: address } as const
      valueOf(await home.call('addProfile', { name, account, token }))
    }
    valueOf(await home.call('useProfile', { profile: 'studio' }))
    valueOf(await home.call('createSigningKey', { key: 'for-clients' }))
    const keys = (await cloud.call('GET', '/v1/keys')).result['keys'] as { name: string; value: string }[]
    keyValue = keys.find(key => key.name === 'for-clients')?.value ?? ''

    // Said in the log, by this run and an earlier program.
    const secrets = `Bearer ${token}, ${keyValue}, ${uploadUrl} and ${signedLink}`
    home.running.log(secrets, new Error(`it said ${secrets}`))
    const at = new Date().toISOString()
    const older = { at, level: 'warn', what: secrets, token, facts: [secrets], path: join(home.photos, 'a.jpg') }
    appendFileSync(join(home.running.home, 'logs', 'hotfolder.log'), `${JSON.stringify(older)}\n`)
    // Said by the service, in what became of an account, a folder and its photos.
    await home.call('verifyProfile', { profile: 'echo' })
    const folder = join(home.photos, 'Miller wedding')
    mkdirSync(folder)
    writeFileSync(join(folder, 'Anna Miller 01.jpg'), await makePhoto({ seed: 1 }))
    const settings = { settleMs: 0, tags: { note: keyValue }, creator: signedLink, ignore: [uploadUrl] }
    valueOf(await home.call('addFolder', { path: folder, profile: 'echo', settings }))
    await until(
      'the photo has failed',
      async () => {
        const { queue } = valueOf(await home.call('snapshot', {}))
        return queue.counts.failed === 1
      },
      60_000,
    )
    // Said by a person, where they had better not.
    valueOf(await home.call('changePreferences', { linkTemplate: `{url} ${keyValue} ${uploadUrl} ${signedLink}` }))

    const log = valueOf(await home.call('readLog', { limit: 1_000 }))
    const described: Diagnostics = valueOf(await home.call('describeAll', {}))
    const file = diagnosticsText(described)

    for (const text of [JSON.stringify(log), JSON.stringify(described), file])
      for (const secret of [token, keyValue, '0b7c-upload-here', '5f3a9c0e77b1', home.place])
        expect(text.includes(secret), `${secret} in ${text.slice(0, 200)}`).toBe(false)
    expect(file).not.toMatch(/Anna|\b01\.jpg/)
    expect(file).toContain('…/photos/Miller wedding')
    expect(file).not.toContain(accountId)
    expect(described.accounts.map(({ name, tokenIn }) => [name, tokenIn])).toContainEqual(['echo', 'this-run'])
    expect(described.problems.map(({ code, count }) => [code, count])).toContainEqual(['request-refused', 1])
    expect(described.log.some(line => line.what.includes('[removed]'))).toBe(true)
    // Nor did the service's repeating it bring the token to the page.
    const told = [...home.answers, ...listener.messages.map(({ data }) => data)]
    expect(told.some(text => text.includes('request-refused'))).toBe(true)
    expect(told.some(text => text.includes(token))).toBe(false)
  })

  it('tells of a photo on its way, but not where it is sent', async () => {
    // So slow that nobody who looks for it can miss it.
    const cloud = await aCloud({ token, faults: [{ kind: 'bandwidth', bytesPerSecond: 1_000 }] })
    await using home = await aServedHome()
    const listener = await home.listen()
    const account = { kind: 'cloudflare', accountId: cloud.accountId, baseUrl: cloud.baseUrl } as const
    valueOf(await home.call('addProfile', { name: 'studio', account, token }))
    mkdirSync(join(home.photos, 'a'))
    writeFileSync(join(home.photos, 'a', 'a.jpg'), await makePhoto({ seed: 2, width: 800, height: 600 }))

    valueOf(await home.call('addPhotos', { paths: [join(home.photos, 'a')], profile: 'studio' }))
    // Between two looks all of it may have left for the kernel's buffers: then it waits for its answer, with the same upload URL.
    const isOnItsWay = async () => {
      const { running } = valueOf(await home.call('snapshot', {}))
      return running.some(job => job.state.kind === 'sending' || job.state.kind === 'confirming')
    }
    await until('it is on its way', isOnItsWay, 30_000)
    valueOf(await home.call('listJobs', {}))

    const told = [...home.answers, ...listener.messages.map(({ data }) => data)].join('\n')
    expect(told).toContain('"reservation":{')
    expect(told).not.toContain('/upload/')
  })
})
