import { describe, expect, it } from 'vitest'
import { fitInto } from '../../../../main/local-cloud/delivery/picture/fit-into.ts'
import { pictureSteps } from '../../../../renderer/format/picture-steps.ts'
import { originalSeen, servedSize } from '../../../../renderer/format/served-size.ts'

const variant = (id: string, fit: string, width: number | null, height: number | null, blur: number | null = null) => ({
  id,
  options: { fit, width, height, blur },
})
const nothing = new Map<string, { width: number; height: number }>()

describe('the size a variant shows', () => {
  const originals = [
    { width: 1080, height: 720 },
    { width: 600, height: 900 },
    { width: 300, height: 200 },
    { width: 901, height: 337 },
  ]
  const boxes = [
    [500, 500],
    [1296, 1296],
    [400, null],
    [null, 250],
    [800, 90],
    [1920, 1120],
  ] as const

  it.each(['scale-down', 'contain', 'cover', 'crop', 'pad'] as const)('is the one the service delivers: %s', fit => {
    for (const original of originals)
      for (const [width, height] of boxes)
        expect(servedSize({ fit, width, height }, original), JSON.stringify([original, width, height])).toEqual(
          fitInto(original, fit, { width, height }).canvas,
        )
  })

  it('is not known without the original, but where the box decides alone', () => {
    expect(servedSize({ fit: 'cover', width: 200, height: 100 }, null)).toEqual({ width: 200, height: 100 })
    expect(servedSize({ fit: 'scale-down', width: 200, height: 100 }, null)).toBeNull()
    expect(servedSize({ fit: 'cover', width: 200, height: null }, null)).toBeNull()
  })
})

describe('the size of an original nobody measured', () => {
  it('shows where it was neither enlarged nor made to fit', () => {
    const all = [variant('large', 'contain', 500, null), variant('public', 'scale-down', 400, 400)]
    const seen = (width: number, height: number) =>
      originalSeen(
        all,
        new Map([
          ['public', { width, height }],
          ['large', { width: 500, height: 300 }],
        ]),
      )

    expect(seen(300, 200)).toEqual({ width: 300, height: 200 })
    expect(seen(400, 200)).toBeNull()
    expect(seen(200, 400)).toBeNull()
    expect(originalSeen(all, nothing)).toBeNull()
  })
})

describe('the widths a browser may choose from', () => {
  const all = [
    variant('public', 'scale-down', 1366, 768),
    variant('small', 'scale-down', 320, null),
    variant('blurred', 'scale-down', 640, null, 20),
    variant('square', 'cover', 200, 200),
    variant('square-large', 'cover', 400, 400),
    variant('wide', 'cover', 400, 200),
  ]

  it('are those of the same fit, ascending', () => {
    expect(pictureSteps(all, 'public', null, nothing)).toEqual([
      { variant: 'small', width: 320 },
      { variant: 'public', width: 1366 },
    ])
  })

  it('never mix what is cut off differently', () => {
    expect(pictureSteps(all, 'square', null, nothing).map(step => step.variant)).toEqual(['square', 'square-large'])
    expect(pictureSteps(all, 'wide', null, nothing).map(step => step.variant)).toEqual(['wide'])
  })

  it('are those that really come: of the original where it is known, as measured where they were', () => {
    const upright = { width: 600, height: 900 }

    expect(pictureSteps(all, 'public', upright, nothing)).toEqual([
      { variant: 'small', width: 320 },
      { variant: 'public', width: 512 },
    ])
    expect(pictureSteps(all, 'public', upright, new Map([['public', { width: 511, height: 767 }]])).at(-1)?.width).toBe(
      511,
    )
  })

  it('name no width twice, and keep the chosen one', () => {
    const tiny = { width: 100, height: 100 }

    expect(pictureSteps(all, 'small', tiny, nothing)).toEqual([{ variant: 'small', width: 100 }])
    expect(pictureSteps(all, 'unknown', tiny, nothing)).toEqual([])
  })
})
