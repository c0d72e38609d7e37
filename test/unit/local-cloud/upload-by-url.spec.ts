import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { ConflictError } from 'cloudflare'
import { describe, expect, it } from 'vitest'
import { aClient } from './a-client.ts'
import { type ACloud, aCloud, aPhoto, breaks, sha256, until } from './a-cloud.ts'
import { aSource } from './a-source.ts'

const photo = await aPhoto()
const originals = (folder: string) => readdirSync(join(folder, 'originals'))

describe('an upload by URL', () => {
  it('keeps the picture and the last part of its path as its name', async () => {
    const cloud = await aCloud({ allowsPrivateSources: true })
    const source = await aSource((_, response) => response.end(photo))

    const sent = await cloud.upload({ url: `${source}/walks/dune.jpg?size=large`, id: 'dune', metadata: '{"a":1}' })

    expect(sent).toMatchObject({ status: 200, result: { id: 'dune', filename: 'dune.jpg', meta: { a: 1 } } })
    expect(cloud.images()).toMatchObject([{ id: 'dune', sha256: sha256(photo), bytes: photo.length }])
  })

  it('names the person the URL names', async () => {
    const cloud = await aCloud({ allowsPrivateSources: true })
    let asked: string | undefined
    const source = await aSource((request, response) => {
      asked = request.headers.authorization
      response.end(photo)
    })

    const sent = await cloud.upload({ url: `${source.replace('//', '//ada:p%40ss@')}/dune.jpg` })

    expect(sent.status).toBe(200)
    expect(asked).toBe(`Basic ${Buffer.from('ada:p@ss').toString('base64')}`)
  })

  it('is refused for this computer and its network unless that is allowed', async () => {
    const cloud = await aCloud()
    let isAsked = false
    const source = await aSource((_, response) => {
      isAsked = true
      response.end(photo)
    })

    for (const url of [source, source.replace('127.0.0.1', 'localhost'), 'http://10.0.0.1/a.jpg', 'http://[::1]/a'])
      expect(await cloud.upload({ url })).toMatchObject({ status: 400, code: 5454 })
    expect(isAsked).toBe(false)
    expect(originals(cloud.folder)).toEqual([])
  })

  it.each([
    ['no address', () => 'dune.jpg'],
    ['a file', () => 'file:///etc/hostname'],
    ['a delivery URL', () => 'https://imagedelivery.net/hash/id/public'],
    ['a delivery URL of ours', (cloud: ACloud) => `${cloud.deliveryUrl}/${cloud.accountHash}/dune/public`],
    ['a server that is not there', () => 'http://127.0.0.1:1/dune.jpg'],
  ])('is refused for %s', async (_what, urlOf) => {
    const cloud = await aCloud({ allowsPrivateSources: true })
    await cloud.upload({ id: 'dune' }, photo)

    expect(await cloud.upload({ url: urlOf(cloud) })).toMatchObject({ status: 400, code: 5454 })
    expect(originals(cloud.folder)).toHaveLength(1)
  })

  it('is refused when the other server refuses, sends too much or sends no picture', async () => {
    const cloud = await aCloud({ allowsPrivateSources: true })
    const source = await aSource((request, response) => {
      if (request.url === '/missing') response.writeHead(404)
      response.end(request.url === '/large' ? Buffer.alloc(10_485_761) : 'no photo')
    })

    expect(await cloud.upload({ url: `${source}/missing` })).toMatchObject({ status: 400, code: 5454 })
    expect(await cloud.upload({ url: `${source}/large` })).toMatchObject({ status: 413, code: 5413 })
    expect(await cloud.upload({ url: `${source}/text` })).toMatchObject({ status: 415, code: 5455 })
    expect(originals(cloud.folder)).toEqual([])
  })

  it('ends when the client hangs up', async () => {
    const cloud = await aCloud({ allowsPrivateSources: true })
    let isAsked = false
    let isGone = false
    const source = await aSource((_, response) => {
      isAsked = true
      response.on('close', () => (isGone = true))
    })
    const hangUp = new AbortController()
    const body = new FormData()
    body.append('url', `${source}/dune.jpg`)
    const headers = { authorization: `Bearer ${cloud.token}` }
    const url = `${cloud.baseUrl}/accounts/${cloud.accountId}/images/v1`
    const broke = breaks(fetch(url, { method: 'POST', headers, body, signal: hangUp.signal }))
    await until(() => isAsked)

    hangUp.abort()

    await until(() => isGone && originals(cloud.folder).length === 0)
    expect(await broke).toBe(true)
    expect(cloud.images()).toEqual([])
  })

  it('works with the official package, which meets failures as its own errors', async () => {
    const cloud = await aCloud({ allowsPrivateSources: true })
    const client = aClient(cloud)
    const account_id = cloud.accountId
    const source = await aSource((_, response) => response.end(photo))

    const fetched = await client.images.v1.create({ account_id, url: `${source}/dune.jpg`, id: 'dune' })
    const again = client.images.v1.create({ account_id, url: `${source}/dune.jpg`, id: 'dune' })

    expect(fetched).toMatchObject({ id: 'dune', filename: 'dune.jpg' })
    await expect(again).rejects.toBeInstanceOf(ConflictError)
    await expect(client.images.v1.create({ account_id })).rejects.toMatchObject({
      status: 400,
      errors: [{ code: 5400 }],
    })
  })
})
