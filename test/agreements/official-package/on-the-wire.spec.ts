import { toFile } from 'cloudflare'
import { describe, expect, it } from 'vitest'
import { anEcho } from './an-echo.ts'
import { asFile, noPicture } from './pictures.ts'

const account_id = '0'.repeat(32)
const at = `/accounts/${account_id}/images`

// What the rest of this folder takes for granted (images-api §5.6): a new release that speaks otherwise shows here.
describe('the official package', () => {
  it('spreads metadata over bracketed fields, and says nothing of none', async () => {
    const { client, hear } = await anEcho()

    const spread = await hear(client.images.v1.create({ account_id, metadata: { a: 1, b: { c: ['d', true] } } }))
    const none = await hear(client.images.v1.create({ account_id, metadata: {}, creator: '' }))

    expect(spread).toMatchObject({ method: 'POST', url: `${at}/v1` })
    expect(fieldsOf(spread.body)).toEqual({ 'metadata[a]': '1', 'metadata[b][c][]': 'true' })
    expect(spread.body).toContain('name="metadata[b][c][]"\r\n\r\nd\r\n')
    expect(fieldsOf(none.body)).toEqual({ creator: '' })
  })

  it('sends metadata that is text as one field', async () => {
    const { client, hear } = await anEcho()

    const { body } = await hear(
      client.images.v2.directUploads.create({ account_id, metadata: '{"a":1}', requireSignedURLs: false }),
    )

    expect(fieldsOf(body)).toEqual({ metadata: '{"a":1}', requireSignedURLs: 'false' })
  })

  it('names files in raw UTF-8, and types them only when told the type', async () => {
    const { client, hear } = await anEcho()
    const untyped = await toFile(noPicture, 'Düne ☀.jpg')

    const bare = await hear(client.images.v1.create({ account_id, file: untyped }))
    const typed = await hear(client.images.v1.create({ account_id, file: asFile(noPicture) }))

    expect(bare.body).toContain('name="file"; filename="Düne ☀.jpg"\r\nContent-Type: application/octet-stream\r\n')
    expect(typed.body).toContain('name="file"; filename="dune.jpg"\r\nContent-Type: image/jpeg\r\n')
    expect(Number(bare.headers['content-length'])).toBeGreaterThan(noPicture.length)
  })

  it('sends a form of its end alone when there is nothing to say', async () => {
    const { client, hear } = await anEcho()

    const { body, headers } = await hear(client.images.v2.directUploads.create({ account_id }))

    expect(headers['content-type']).toMatch(/^multipart\/form-data; boundary=/)
    expect(body.trim()).toMatch(/^--[^\r\n]+--$/)
  })

  it('speaks JSON to what exists, and sends no body where there is none', async () => {
    const { client, hear } = await anEcho()

    const edit = await hear(client.images.v1.edit('dune', { account_id }))
    const key = await hear(client.images.v1.keys.update('press', { account_id }))
    const end = await hear(client.images.v1.delete('dune', { account_id }))

    expect(edit).toMatchObject({ method: 'PATCH', body: '{}', headers: { 'content-type': 'application/json' } })
    expect(key).toMatchObject({ method: 'PUT', body: '', headers: { 'content-length': '0' } })
    expect(end).toMatchObject({ method: 'DELETE', body: '' })
    expect(end.headers['content-type']).toBeUndefined()
  })

  it('writes filters into names, nothing for null, and an id as one segment', async () => {
    const { client, hear } = await anEcho()
    const meta: Record<string, string> = { 'status[eq:string]': 'a|b' }

    const filtered = await hear(client.images.v2.list({ account_id, meta }))
    const fromStart = await hear(client.images.v2.list({ account_id, creator: null, continuation_token: null }))
    const deep = await hear(client.images.v1.get('this/is/ü %1', { account_id }))

    expect(filtered.url).toBe(`${at}/v2?meta.status%5Beq%3Astring%5D=a%7Cb`)
    expect(fromStart.url).toBe(`${at}/v2?creator=&continuation_token=`)
    expect(deep.url).toBe(`${at}/v1/this%2Fis%2F%C3%BC%20%251`)
  })
})

/** Text fields of a form by name; of several with one name, the last. */
function fieldsOf(body: string): Record<string, string> {
  const fields = body.matchAll(/name="([^"]*)"\r\n\r\n([^\r\n]*)\r\n/g)
  return Object.fromEntries([...fields].map(([, name = '', value = '']) => [name, value]))
}
