import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { ImageId, UploadJob } from '../../../../preload/contract/index.ts'
import { copyLinksOf } from '../../../../renderer/actions/link-actions.ts'
import { putImage } from '../../../scenarios/cli/put-image.ts'
import { aJob } from '../../../support/a-job.ts'
import { aWorld, type World } from '../../../support/a-world.ts'
import { seedImages } from '../../../support/seed-images.ts'
import { until } from '../../adapters/until.ts'
import { aPageDesk, type PageDesk } from './a-page-desk.ts'

type Seeded = { readonly id: ImageId; readonly isPrivate: boolean }

/** As the service names them. Every third one is private. */
const manySeeded = (count: number): Seeded[] =>
  Array.from({ length: count }, (_, at) => ({ id: randomUUID(), isPrivate: at % 3 === 2 }))

/** A world whose account has these images, with its mirror up to date. */
async function anAccountWith(images: readonly Seeded[]): Promise<World> {
  const world = await aWorld({
    seed: folder =>
      seedImages(
        folder,
        images.map(({ id, isPrivate }, at) => ({
          id,
          uploadedAt: at * 1_000,
          creator: null,
          metadata: {},
          private: isPrivate,
        })),
      ),
  })
  await world.during(world.engine.answers.syncLibrary({ whole: true }))
  return world
}

const delivered = (imageId: ImageId): UploadJob =>
  aJob(imageId, { name: `${imageId.slice(0, 8)}.jpg`, state: { kind: 'delivered', imageId, at: 0 } })

/** In an order that is nobody’s: neither that of the account nor its reverse. */
const mixed = <T>(all: readonly T[]): T[] => all.map((_, at) => all[(at * 7) % all.length] ?? all[0]).filter(isThere)
const isThere = <T>(one: T | undefined): one is T => one !== undefined

const linesOf = ({ copied }: PageDesk) => (copied() ?? '').split('\n')
const toastsOf = ({ desk }: PageDesk) => desk.ui.get().toasts

describe('copying the links of delivered photos', { timeout: 120_000 }, () => {
  it('writes one line each in the order of the photos, however many, and asks for them in lots', async () => {
    const images = manySeeded(2_500)
    await using world = await anAccountWith(images)
    const page = await aPageDesk(world)
    const wanted = mixed(images)

    await world.during(
      copyLinksOf(
        page.desk,
        wanted.map(({ id }) => delivered(id)),
      ),
    )

    const lines = linesOf(page)
    expect(lines).toHaveLength(2_500)
    expect(new Set(lines).size).toBe(2_500)
    expect(lines.map(line => new URL(line).pathname.split('/').at(-2))).toEqual(wanted.map(({ id }) => id))
    expect(page.calls.get('getImages')).toBe(3)
    expect(page.calls.get('getImage')).toBeUndefined()
    expect(page.calls.get('searchLibrary')).toBeUndefined()
  })

  it('signs those of private images, and those alone, and says how many', async () => {
    const images = manySeeded(30)
    await using world = await anAccountWith(images)
    const page = await aPageDesk(world)

    await world.during(
      copyLinksOf(
        page.desk,
        images.map(({ id }) => delivered(id)),
      ),
    )

    const isSigned = linesOf(page).map(line => new URL(line).searchParams.has('sig'))
    const expires = linesOf(page).flatMap(line => new URL(line).searchParams.get('exp') ?? [])
    expect(isSigned).toEqual(images.map(({ isPrivate }) => isPrivate))
    expect(toastsOf(page)).toMatchObject([
      { kind: 'copied', count: 30 },
      { kind: 'copiedSigned', count: 10 },
    ])
    for (const exp of expires) expect(Number(exp) * 1_000).toBeGreaterThan(Date.now() + 6 * 86_400_000)
  })

  it('signs each width of a picture, and leaves a variant that is always public as it is', async () => {
    const [image] = [{ id: randomUUID(), isPrivate: true }]
    await using world = await anAccountWith([image])
    for (const [id, width, alwaysPublic] of [
      ['small', 320, false],
      ['open', 640, true],
    ] as const) {
      const options = {
        fit: 'scale-down',
        width,
        height: null,
        metadata: 'none',
        blur: null,
        browserTtlSeconds: null,
      } as const
      await world.during(world.engine.answers.createVariant({ variant: { id, options, alwaysPublic } }))
    }
    await world.during(world.engine.answers.syncLibrary({ whole: true }))
    await world.engine.answers.changePreferences({ linkForm: 'picture' })
    const page = await aPageDesk(world)

    await world.during(copyLinksOf(page.desk, [delivered(image.id)]))

    const steps = [...(page.copied() ?? '').matchAll(/(\S+) (\d+)w/g)].map(([, url = '', width]) => ({
      width,
      isSigned: url.includes('sig='),
    }))
    expect(steps).toEqual(
      expect.arrayContaining([
        { width: '320', isSigned: true },
        { width: '640', isSigned: false },
      ]),
    )
  })

  it('asks the account for those that are not in the list on this computer yet, and keeps their places', async () => {
    const images = manySeeded(4)
    await using world = await anAccountWith(images)
    const late = await putImage(world.cloud)
    const page = await aPageDesk(world)
    const wanted = [images[2]?.id, late, images[0]?.id].filter(isThere)

    await world.during(copyLinksOf(page.desk, wanted.map(delivered)))

    expect(linesOf(page).map(line => new URL(line).pathname.split('/').at(-2))).toEqual(wanted)
    expect(page.calls.get('getImage')).toBe(1)
  })

  it('copies nothing, and says why, where an image is gone from the account', async () => {
    const images = manySeeded(3)
    await using world = await anAccountWith(images)
    const page = await aPageDesk(world)
    const wanted = [...images.map(({ id }) => id), randomUUID()]

    await world.during(copyLinksOf(page.desk, wanted.map(delivered)))

    expect(page.copied()).toBeNull()
    expect(toastsOf(page)).toMatchObject([{ kind: 'problem', problem: { code: 'image-unknown', imageId: wanted[3] } }])
  })

  it.each([
    ['{uri}', '{uri}'],
    ['  ', '  '],
  ])('copies nothing by the template “%s”, and says what is wrong with it', async (linkTemplate, detail) => {
    const images = manySeeded(2)
    await using world = await anAccountWith(images)
    await world.engine.answers.changePreferences({ linkForm: 'template', linkTemplate })
    const page = await aPageDesk(world)

    await world.during(
      copyLinksOf(
        page.desk,
        images.map(({ id }) => delivered(id)),
      ),
    )

    expect(page.copied()).toBeNull()
    expect(toastsOf(page)).toMatchObject([
      { kind: 'problem', problem: { code: 'invalid-input', where: 'template', detail } },
    ])
    expect(page.calls.size).toBe(0)
  })

  it('fills a template with the name the photo has on this computer', async () => {
    const images = manySeeded(2)
    await using world = await anAccountWith(images)
    const linkTemplate = '{name};{id};{variant}'
    await world.engine.answers.changePreferences({ linkForm: 'template', linkTemplate })
    const page = await aPageDesk(world)
    await until('the template is known here', () => page.desk.view().preferences.linkTemplate === linkTemplate)

    await world.during(
      copyLinksOf(
        page.desk,
        images.map(({ id }) => delivered(id)),
      ),
    )

    expect(linesOf(page)).toEqual(images.map(({ id }) => `${id.slice(0, 8)}.jpg;${id};public`))
  })
})
