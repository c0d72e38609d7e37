import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { aDelivery } from './a-delivery.ts'

describe('options in the URL', () => {
  it.each([
    ['w=0', 'width must be a whole number from 1 to 12000, or auto, not "0"'],
    ['w=1.5', 'width must'],
    ['w=-1', 'width must'],
    ['w=12001', 'width must'],
    ['w=', 'width must'],
    ['w=10px', 'width must'],
    ['h=auto', 'height must be a whole number from 1 to 12000, not "auto"'],
    ['fit=fill', 'fit must be one of scale-down, contain'],
    ['fit=scale-up', 'fit must'],
    [
      'g=face',
      'gravity must be auto, left, right, top, bottom or a place like 0.5x0.33; faces are not looked for here',
    ],
    ['g=2x0', 'gravity must'],
    ['g=0.5', 'gravity must'],
    ['q=0', 'quality must'],
    ['q=best', 'quality must'],
    ['f=png', 'format must be one of auto, avif, webp, jpeg, baseline-jpeg, json, not "png"'],
    ['dpr=0.5', 'dpr must be a number from 1 to 3'],
    ['dpr=4', 'dpr must'],
    ['anim=no', 'anim must be true or false'],
    ['blur=0', 'blur must'],
    ['blur=251', 'blur must'],
    ['sharpen=11', 'sharpen must'],
    ['brightness=-1', 'brightness must'],
    ['brightness=1e3', 'brightness must'],
    ['gamma=NaN', 'gamma must'],
    ['rotate=45', 'rotate must be 90, 180 or 270'],
    ['flip=x', 'flip must'],
    ['trim=1;2;3', 'trim must be four whole numbers'],
    ['trim=a;b;c;d', 'trim must'],
    ['trim.middle=1', 'trim.middle must'],
    ['trim.left.right=1', 'trim.left.right must'],
    ['trim=1;1;1;1,trim.left=1', 'trim is given both'],
    ['background=notacolour', 'background must be a CSS colour'],
    ['background=rgb(1,2,3)', 'background must be a CSS colour, not "rgb(1"'],
    ['border.width=x', 'border.width must'],
    ['border.color=x', 'border.color must'],
    ['border=5', '"border" is not an option'],
    ['metadata=all', 'metadata must be one of keep, copyright, none'],
    ['compression=slow', 'compression must be fast'],
    ['upscale=generate', 'upscale must be interpolate; generate is not offered here'],
    ['zoom=0.5', 'zoom is for faces'],
    ['segment=foreground', 'segment is not offered here'],
    ['onerror=redirect', 'onerror is not offered for hosted images'],
    ['w=10,width=20', 'width is given twice'],
    ['w=10,', '"" is not an option'],
    ['w=10,small', '"small" is not an option'],
    ['w=10,constructor=1', '"constructor" is not an option'],
    ['w=10,__proto__=1', '"__proto__" is not an option'],
    ['W=10', '"W" is not an option'],
  ])('are refused by name: %s', async (options, why) => {
    const cloud = await aDelivery()
    const id = await cloud.put(
      await sharp({ create: { width: 30, height: 20, channels: 3, background: '#808080' } })
        .png()
        .toBuffer(),
    )

    const { status, headers, text } = await cloud.get(id, options)

    expect(text).toContain(`ERROR 9401: Missing or invalid resizing parameters: ${why}`)
    expect([status, headers.get('cf-resized')]).toEqual([400, 'err=9401'])
  })
})
