import { mkdir, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { takenAt } from './camera-exif.ts'
import { photoLike } from './photo-like.ts'
import type { Shot } from './shoot-plan.ts'
import { shootPlan } from './shoot-plan.ts'

/** One file of the shoot and what must become of it. */
export type ShootPhoto = {
  path: string
  expect: 'delivered' | 'duplicate' | 'held'
  /** The rule of the finding it must be held for. */
  rule?: 'damaged' | 'too-many-bytes' | 'not-an-image'
  /** Path of the file with the same bytes: one of the two is delivered, the other a duplicate, whichever comes first. */
  twin?: string
  /** As displayed, in pixels; 0 where it is no picture. */
  width: number
  height: number
  orientation: number
}
export type Shoot = { photos: ShootPhoto[] }

const limit = 10_000_000
const text = 'This is a shopping list, not a photo.\nFilm, batteries, lens cloth.\n'

/**
 * Makes a shoot below `folder` the way a camera lays it on its card. The same shots are the same pictures each time.
 * `shots` makes only some of the plan, by number.
 */
export async function makeShoot(
  folder: string,
  onMade?: (made: number, of: number) => void,
  shots: readonly number[] = shootPlan.map(shot => shot.number),
): Promise<Shoot> {
  const card = join(folder, 'DCIM', '100HOTFO')
  await mkdir(card, { recursive: true })
  const plan = shootPlan.filter(shot => shots.includes(shot.number))

  let made = 0
  const left = plan.values()
  const hand = async () => {
    for (const shot of left) {
      const path = pathOf(card, shot.number)
      await writeFile(path, await bytesOf(shot))
      await utimes(path, takenAt(shot), takenAt(shot))
      onMade?.(++made, plan.length)
    }
  }
  await Promise.all([hand(), hand()])
  return { photos: plan.map(shot => expectation(card, shot, shots)) }
}

const pathOf = (card: string, number: number) => join(card, `_HF_${String(number).padStart(4, '0')}.JPG`)

async function bytesOf(shot: Shot): Promise<Buffer> {
  switch (shot.kind) {
    case 'sound':
      return photoLike(shot)
    case 'copy-of-the-one-before':
      return photoLike({ ...shot, number: shot.number - 1, kind: 'sound' })
    case 'truncated': {
      const whole = await photoLike(shot)
      return whole.subarray(0, Math.floor(whole.length * 0.6))
    }
    case 'over-the-limit': {
      const large = await photoLike(shot)
      if (large.length <= limit) throw new Error(`shot ${shot.number} has only ${large.length} bytes`)
      return large
    }
    case 'text':
      return Buffer.from(text)
    default:
      return shot.kind satisfies never
  }
}

function expectation(card: string, shot: Shot, shots: readonly number[]): ShootPhoto {
  const { number, width, height, orientation } = shot
  const photo = { path: pathOf(card, number), width, height, orientation }
  switch (shot.kind) {
    case 'sound': {
      const copied = shootPlan.some(
        ({ number: other, kind }) => other === number + 1 && kind === 'copy-of-the-one-before',
      )
      const twin = copied && shots.includes(number + 1) ? { twin: pathOf(card, number + 1) } : {}
      return { ...photo, expect: 'delivered', ...twin }
    }
    case 'copy-of-the-one-before':
      return { ...photo, expect: 'duplicate', twin: pathOf(card, number - 1) }
    case 'truncated':
      return { ...photo, expect: 'held', rule: 'damaged' }
    case 'over-the-limit':
      return { ...photo, expect: 'held', rule: 'too-many-bytes' }
    case 'text':
      return { ...photo, expect: 'held', rule: 'not-an-image', width: 0, height: 0 }
    default:
      return shot.kind satisfies never
  }
}
