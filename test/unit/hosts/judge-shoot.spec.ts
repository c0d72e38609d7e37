import { describe, expect, it } from 'vitest'
import { judgeShoot } from '../../../main/hosts/cli/demo/judge-shoot.ts'
import type { ShootPhoto } from '../../../main/hosts/cli/demo/make-shoot.ts'
import type { EndedPhoto } from '../../../preload/contract/index.ts'

const sized = { width: 6_000, height: 4_000, orientation: 1 }
const shoot: ShootPhoto[] = [
  { ...sized, path: 'a.jpg', expect: 'delivered', twin: 'b.jpg' },
  { ...sized, path: 'b.jpg', expect: 'duplicate', twin: 'a.jpg' },
  { ...sized, path: 'c.jpg', expect: 'held', rule: 'damaged' },
]

const end = (path: string, over: Partial<EndedPhoto>): [string, EndedPhoto] => [
  path,
  {
    path,
    state: 'delivered',
    imageId: 'one',
    sha256: null,
    bytes: 1,
    links: ['http://link'],
    problem: null,
    profile: 'local',
    batches: [],
    ...over,
  },
]
const damaged = end('c.jpg', {
  state: 'held',
  links: [],
  problem: { code: 'damaged', title: 'Damaged', advice: 'Copy it again.' },
})

describe('the judge of the demo', () => {
  it('has nothing to say when all came out as it must, whichever twin was first', () => {
    expect(judgeShoot(shoot, new Map([end('a.jpg', {}), end('b.jpg', { state: 'duplicate' }), damaged]))).toEqual([])
    expect(judgeShoot(shoot, new Map([end('a.jpg', { state: 'duplicate' }), end('b.jpg', {}), damaged]))).toEqual([])
  })

  it.each([
    ['a photo that did not end', [end('b.jpg', {}), damaged], 'a.jpg did not end'],
    ['twins that were both sent', [end('a.jpg', {}), end('b.jpg', {}), damaged], 'b.jpg should be duplicate'],
    [
      'a duplicate with an image of its own',
      [end('a.jpg', {}), end('b.jpg', { state: 'duplicate', imageId: 'two' }), damaged],
      'does not share the image',
    ],
    [
      'a damaged photo that was sent',
      [end('a.jpg', {}), end('b.jpg', { state: 'duplicate' }), end('c.jpg', {})],
      'c.jpg should be held, but is delivered',
    ],
    [
      'a photo held for another reason',
      [
        end('a.jpg', {}),
        end('b.jpg', { state: 'duplicate' }),
        end('c.jpg', { state: 'held', problem: { code: 'empty', title: '', advice: '' } }),
      ],
      'c.jpg should be held for damaged, not for empty',
    ],
    [
      'a delivery without a link',
      [end('a.jpg', { links: [] }), end('b.jpg', { state: 'duplicate' }), damaged],
      'a.jpg has no link',
    ],
  ] as const)('names %s', (_, ended, sentence) => {
    expect(judgeShoot(shoot, new Map(ended)).join('\n')).toContain(sentence)
  })
})
