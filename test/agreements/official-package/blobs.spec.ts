import { expect, it } from 'vitest'
import { aPicture, asFile } from './pictures.ts'
import { atEveryPlace } from './places.ts'
import { answerOf } from './answer.ts'

atEveryPlace('the original of an image', account => {
  const original = async (id: string) => {
    const { client, account_id } = account()
    const response = await client.images.v1.blobs.get(id, { account_id })
    return { type: response.headers.get('content-type'), bytes: Buffer.from(await response.arrayBuffer()) }
  }

  it('is what was uploaded, byte for byte', async () => {
    const { upload } = account()
    const [jpeg, png] = [await aPicture({ orientation: 6 }), await aPicture({ format: 'png' })]

    const photo = await original((await upload({ file: asFile(jpeg) })).id)
    const drawing = await original((await upload({ file: asFile(png, 'dune.png', 'image/png') })).id)

    expect([photo.type, photo.bytes.equals(jpeg)]).toEqual(['image/jpeg', true])
    expect([drawing.type, drawing.bytes.equals(png)]).toEqual(['image/png', true])
  })

  it('is there for the owner of a private image, and under an id with slashes', async () => {
    const { upload, run, site } = account()
    const bytes = await aPicture()
    const secret = await upload({ file: asFile(bytes), requireSignedURLs: true })
    const named = await upload({ file: asFile(bytes), id: `${run}/far/away` })

    expect((await original(secret.id)).bytes.equals(bytes)).toBe(true)
    await expect.poll(async () => (await original(named.id)).bytes.equals(bytes), site.patience).toBe(true)
  })

  it('does not exist for an id nobody has, nor for a draft', async () => {
    const { reserve, expectRefused } = account()
    const { id } = await reserve()

    const unknown = await answerOf(original('00000000-0000-4000-8000-000000000000'))
    const draft = await answerOf(original(id))

    expectRefused(unknown, { status: 404, code: 5404 })
    expectRefused(draft, { status: 404, code: 5404, unconfirmed: 'the original of a draft' })
  })
})
