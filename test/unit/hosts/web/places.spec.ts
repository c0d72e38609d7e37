import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type Outcome, Places, type Problem } from '../../../../preload/contract/index.ts'
import { aWebHost, type AWebHost } from './a-web-host.ts'

async function placesIn(web: AWebHost, path?: string): Promise<Outcome<Places>> {
  const visitor = await web.visitor()
  const reply = await visitor.ask({ path: path === undefined ? '/places' : `/places?in=${encodeURIComponent(path)}` })
  const outcome = reply.json() as Outcome<unknown>
  return outcome.ok ? { ok: true, value: Places.parse(outcome.value) } : outcome
}

const valueOf = (outcome: Outcome<Places>): Places => {
  if (!outcome.ok) throw new Error(outcome.problem.code)
  return outcome.value
}

const namesIn = (outcome: Outcome<Places>) => valueOf(outcome).folders.map(folder => folder.name)

describe('the folders a page can choose from', () => {
  it('begin with the roots', async () => {
    const web = await aWebHost()

    expect(valueOf(await placesIn(web))).toEqual({
      here: null,
      above: null,
      folders: [{ name: 'photos', path: web.photos }],
      more: false,
    })
  })

  it('are those in one place, by name as a person sorts them: no files, nothing hidden', async () => {
    const web = await aWebHost()
    for (const name of ['Day 10', 'day 9', 'Ärger', '.git', 'Zoo']) mkdirSync(join(web.photos, name))
    writeFileSync(join(web.photos, 'dune.jpg'), '')

    const places = valueOf(await placesIn(web, web.photos))

    expect(places.here).toEqual({ name: 'photos', path: web.photos })
    expect(places.above).toBeNull()
    expect(places.folders.map(folder => folder.name)).toEqual(['Ärger', 'day 9', 'Day 10', 'Zoo'])
    expect(places.folders[1]?.path).toBe(join(web.photos, 'day 9'))
  })

  it('lead back up, as far as the root', async () => {
    const web = await aWebHost()
    mkdirSync(join(web.photos, '2026', 'May'), { recursive: true })

    expect(valueOf(await placesIn(web, join(web.photos, '2026', 'May'))).above).toBe(join(web.photos, '2026'))
    expect(valueOf(await placesIn(web, join(web.photos, '2026'))).above).toBe(web.photos)
  })

  it('follow links that stay within the roots, and no others', async () => {
    const web = await aWebHost()
    mkdirSync(join(web.photos, 'wedding'))
    symlinkSync(join(web.photos, 'wedding'), join(web.photos, 'favourites'))
    symlinkSync(web.place, join(web.photos, 'way-out'))
    symlinkSync('/etc', join(web.photos, 'etc'))
    symlinkSync(join(web.photos, 'nowhere'), join(web.photos, 'dead-end'))
    symlinkSync(join(web.photos, 'loop'), join(web.photos, 'loop'))

    expect(namesIn(await placesIn(web, web.photos))).toEqual(['favourites', 'wedding'])
    expect(await placesIn(web, join(web.photos, 'way-out'))).toMatchObject({ problem: { code: 'path-outside' } })
    expect(valueOf(await placesIn(web, join(web.photos, 'favourites'))).here?.path).toBe(join(web.photos, 'wedding'))
  })

  it.each<[string, Problem['code']]>([
    ['..', 'path-outside'],
    ['.', 'path-outside'],
    ['/', 'path-outside'],
    ['/etc', 'path-outside'],
    ['photos', 'path-outside'],
  ])('are not those of %s', async (path, code) => {
    const web = await aWebHost()
    const wanted = path === '..' ? join(web.photos, '..') : path

    expect(await placesIn(web, wanted)).toEqual({ ok: false, problem: { code, path: wanted } })
  })

  it('are none in a file or in nothing', async () => {
    const web = await aWebHost()
    writeFileSync(join(web.photos, 'dune.jpg'), '')

    expect(await placesIn(web, join(web.photos, 'dune.jpg'))).toMatchObject({
      problem: { code: 'folder-not-a-folder' },
    })
    expect(await placesIn(web, join(web.photos, 'nothing'))).toMatchObject({ problem: { code: 'path-unknown' } })
  })

  it('leave out where Hotfolder keeps its own', async () => {
    const web = await aWebHost()
    const wider = await aWebHost({ roots: [web.place], home: web.home })

    expect(namesIn(await placesIn(wider, web.place))).toEqual(['pages', 'photos'])
    expect(await placesIn(wider, web.home)).toMatchObject({ problem: { code: 'path-outside' } })
  })

  it('end at two thousand, and say that there are more', async () => {
    const web = await aWebHost()
    for (let n = 1; n <= 2_001; n += 1) mkdirSync(join(web.photos, `shoot ${n}`))

    const places = valueOf(await placesIn(web, web.photos))

    expect(places.folders).toHaveLength(2_000)
    expect(places.folders.at(-1)?.name).toBe('shoot 2000')
    expect(places.more).toBe(true)
  })

  it('cannot begin with what is no folder', async () => {
    await expect(aWebHost({ roots: ['/nowhere/at/all'] })).rejects.toThrow('folder-unreachable')
  })
})
