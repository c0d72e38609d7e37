import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { LocalCloud } from '../../../main/local-cloud/index.ts'
import { aDesk, type Desk } from './a-desk.ts'
import { putImage } from './put-image.ts'

let desk: Desk
let cloud: LocalCloud
let env: Record<string, string>
beforeAll(async () => {
  desk = aDesk()
  cloud = await desk.cloud()
  env = await desk.profileFor(cloud)
  await putImage(cloud, { id: 'mine', creator: 'Ada' })
})
afterAll(() => desk.clear())

describe('what makes no sense', { timeout: 60_000 }, () => {
  it.each([
    ['images'],
    ['images frobnicate'],
    ['images list --json --ids'],
    ['images list --limit 0'],
    ['images list --limit 5 --all'],
    ['images list --page 2'],
    ['images list --v1 --oldest'],
    ['images list --meta album'],
    ['images list --meta stars>four'],
    ['images list --meta a=1 --meta b=1 --meta c=1 --meta d=1 --meta e=1 --meta f=1'],
    ['images list --profile nobody'],
    ['images search --private --public'],
    ['images search --from yesterday'],
    ['images get'],
    ['images get nosuch'],
    ['images create'],
    ['images create a.jpg --meta album'],
    ['images create a.jpg --id a --private'],
    ['images edit'],
    ['images edit mine'],
    ['images edit --creator Ada'],
    ['images edit mine --private --confirm 1'],
    ['images edit mine --private --public'],
    ['images edit mine --replace-meta {} --meta a=b'],
    ['images edit mine --replace-meta [1]'],
    ['images edit mine --meta a=b --all'],
    ['images edit --meta a=b --where-creator Ada --where-no-creator'],
    ['images delete'],
    ['images delete nosuch --confirm 1'],
    ['images delete nosuch'],
    ['images delete mine --all'],
    ['images delete mine -'],
    ['images delete mine --confirm few'],
    ['images delete mine --confirm 2'],
    ['images delete --creator Ada --confirm 0'],
    ['images download mine'],
    ['images download mine --to nowhere/at/all'],
    ['images upload-url --expires 1m'],
    ['images upload-url --id a --private'],
    ['images open nosuch'],
    ['images open mine --variant nosuch'],
    ['variants'],
    ['variants get nosuch'],
    ['variants create thumb'],
    ['variants create thumb/er --width 10'],
    ['variants create thumb --width 0'],
    ['variants create thumb --width 10 --fit stretch'],
    ['variants create thumb --width 10 --browser-ttl 5m'],
    ['variants edit public'],
    ['variants edit public --no-width --no-height'],
    ['variants delete nosuch --confirm nosuch'],
    ['variants flexible maybe'],
    ['keys create this-name-is-far-too-long'],
    ['keys delete nosuch --confirm nosuch'],
    ['sign'],
    ['sign mine'],
    ['sign https://example.com/photo.jpg'],
    ['sign mine --expires 2020-01-01'],
    ['sign mine --expires soon'],
    ['sync --profile nobody'],
    ['stats --profile nobody'],
    ['backup'],
    ['backup nowhere/at/all'],
    ['backup photos --profile nobody'],
  ])('ends with 2, in words, and changes nothing: %s', async line => {
    const ended = await desk.inPerson(line.split(' '), { env, answers: [] })

    expect(ended.code).toBe(2)
    expect(ended.errors).not.toEqual([])
    expect(cloud.images().map(image => image.id)).toEqual(['mine'])
  })
})

describe('hotfolder --help', () => {
  it('groups the commands, and each of them teaches how it is used', async () => {
    const help = async (...of: string[]) => (await desk.inPerson([...of, '--help'], { env })).lines.join('\n')
    const all = await help()

    for (const heading of ['Sending photos:', 'What is on the account:', 'Links and sizes:'])
      expect(all).toContain(heading)
    for (const command of ['images', 'variants', 'keys', 'stats', 'sign', 'sync', 'backup'])
      expect(all).toContain(command)
    expect(await help('images', 'delete')).toContain('hotfolder images delete - --confirm 48')
    expect(await help('images', 'list')).toContain('stars>=4')
    expect(await help('variants', 'create')).toContain('scale-down')
  })
})
