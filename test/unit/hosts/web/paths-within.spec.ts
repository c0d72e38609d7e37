import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { createPathGate, pathFields } from '../../../../main/hosts/web/paths-within.ts'
import { openRoots } from '../../../../main/hosts/web/roots.ts'
import { commands, explain } from '../../../../preload/contract/index.ts'
import { aPlace } from './a-web-host.ts'

async function aGate() {
  const place = aPlace()
  const at = (...parts: string[]) => join(place, ...parts)
  for (const folder of ['photos/wedding', 'photos/.private', 'photos/home/inbox', 'elsewhere'])
    mkdirSync(at(folder), { recursive: true })
  writeFileSync(at('photos/dune.jpg'), '')
  writeFileSync(at('elsewhere/secret.jpg'), '')
  symlinkSync(at('elsewhere'), at('photos/way-out'))
  symlinkSync(at('photos/wedding'), at('photos/favourites'))
  symlinkSync(at('nowhere'), at('photos/dead-end'))
  symlinkSync(at('photos'), at('short-way'))
  const roots = await openRoots({ folders: [at('photos')], home: at('photos/home') })
  if (!roots.ok) throw new Error(roots.problem.code)
  return { at, gate: createPathGate(roots.value) }
}

describe('a path from the page', () => {
  it.each([
    'photos',
    'photos/wedding',
    'photos/wedding/',
    'photos/./wedding',
    'photos/dune.jpg',
    'photos/way-out/../wedding',
  ])('is taken within the roots: %s', async path => {
    const { at, gate } = await aGate()

    expect(await gate('addPhotos', { paths: [`${at()}/${path}`] })).toMatchObject({ ok: true })
  })

  it('goes on as the place it really is', async () => {
    const { at, gate } = await aGate()

    expect(
      await gate('addPhotos', { paths: [at('photos/favourites'), at('short-way/dune.jpg')], order: 'name' }),
    ).toEqual({
      ok: true,
      value: { paths: [at('photos/wedding'), at('photos/dune.jpg')], order: 'name' },
    })
  })

  it.each([
    'elsewhere/secret.jpg',
    'elsewhere/nothing.jpg',
    'photos/../elsewhere',
    'photos/way-out',
    'photos/way-out/secret.jpg',
    'photos/.private',
    'photos/home',
    'photos/home/inbox',
    'photos-too',
    '',
  ])('is refused outside them, whether something is there or not: %s', async path => {
    const { at, gate } = await aGate()
    const named = path === '' ? at() : `${at()}/${path}`

    const outcome = await gate('addFolder', { path: named })

    expect(outcome).toEqual({ ok: false, problem: { code: 'path-outside', path: named } })
  })

  it.each(['photos', './photos', '~', '', 'C:\\photos', 'file:///etc'])(
    'is refused when it is no whole path: %j',
    async path => {
      const { gate } = await aGate()

      expect(await gate('addFolder', { path })).toMatchObject({ problem: { code: 'path-outside' } })
    },
  )

  it('is refused with a hidden end', async () => {
    const { at, gate } = await aGate()

    expect(await gate('addFolder', { path: `${at('photos')}\0/x` })).toMatchObject({
      problem: { code: 'path-outside' },
    })
  })

  it.each(['photos/nothing', 'photos/dead-end', 'photos/dune.jpg/x'])('must lead somewhere: %s', async path => {
    const { at, gate } = await aGate()

    expect(await gate('addFolder', { path: at(path) })).toEqual({
      ok: false,
      problem: { code: 'path-unknown', path: at(path) },
    })
  })

  it('is refused among many that are good', async () => {
    const { at, gate } = await aGate()

    const outcome = await gate('addPhotos', { paths: [at('photos/dune.jpg'), at('elsewhere/secret.jpg')] })

    expect(outcome).toMatchObject({ ok: false, problem: { path: at('elsewhere/secret.jpg') } })
  })

  it('is found where it is nested', async () => {
    const { at, gate } = await aGate()
    const outside = at('elsewhere/secret.jpg')

    expect(await gate('createImage', { from: { kind: 'file', path: outside } })).toMatchObject({
      problem: { path: outside },
    })
    expect(await gate('createImage', { from: { kind: 'url', path: outside } })).toMatchObject({
      problem: { path: outside },
    })
    expect(await gate('keepOriginal', { image: 'a', folder: at('elsewhere') })).toMatchObject({ ok: false })
    expect(await gate('createImage', { from: { kind: 'url', url: 'https://photos.example/a.jpg' } })).toEqual({
      ok: true,
      value: { from: { kind: 'url', url: 'https://photos.example/a.jpg' } },
    })
  })

  it.each([null, 7, 'text', [], { path: 7 }, { path: null }, { paths: 'text' }])(
    'in an input of another shape is left to the contract, which refuses it: %j',
    async input => {
      const { gate } = await aGate()

      expect(await gate('addFolder', input)).toEqual({ ok: true, value: input })
      expect(commands.addFolder.input.safeParse(input).success).toBe(false)
    },
  )

  it.each(['deleteEverything', 'toString', '__proto__', 'hasOwnProperty'])(
    'goes nowhere in a command nobody knows: %s',
    async name => {
      const { at, gate } = await aGate()

      expect(await gate(name, { path: at('photos') })).toEqual({
        ok: false,
        problem: { code: 'command-unknown', name },
      })
    },
  )
})

describe('the gate for paths', () => {
  it('knows every field of every command that can hold a path', () => {
    const found = Object.fromEntries(
      Object.entries(commands).map(([name, { input }]) => [name, pathsOf(z.toJSONSchema(input, { io: 'input' }))]),
    )

    expect(found).toEqual(pathFields)
  })

  it('can tell a path from other texts', () => {
    const input = z.object({
      folder: z.string().max(64),
      title: z.string(),
      to: z.object({ directory: z.string() }).optional(),
      any: z.union([z.object({ at: z.string().max(32_767) }), z.null()]),
      files: z.array(z.object({ filePath: z.string() })),
    })

    expect(pathsOf(z.toJSONSchema(input))).toEqual(['to.directory', 'any.at', 'files.*.filePath'])
  })

  it('says what to do about a folder it refuses', () => {
    expect(explain({ code: 'path-outside', path: '/a' }).advice).toContain('hotfolder serve --root')
  })
})

const Schema = z.looseObject({
  type: z.union([z.string(), z.array(z.string())]).optional(),
  maxLength: z.number().optional(),
  properties: z.record(z.string(), z.unknown()).optional(),
  items: z.unknown().optional(),
  additionalProperties: z.unknown().optional(),
  anyOf: z.array(z.unknown()).optional(),
  oneOf: z.array(z.unknown()).optional(),
  allOf: z.array(z.unknown()).optional(),
})

const longestPath = 32_767
const longestId = 64

/** Fields of a JSON schema that are as long as a path may be, or are named like one and longer than an id. */
function pathsOf(schema: unknown, steps: readonly string[] = []): string[] {
  const {
    type,
    maxLength = longestPath,
    properties = {},
    items,
    additionalProperties,
    anyOf,
    oneOf,
    allOf,
  } = Schema.parse(schema === undefined || typeof schema === 'boolean' ? {} : schema)
  const name = steps.findLast(step => step !== '*') ?? ''
  const isNamedSo = /path|folder|(?<!pro)file|director|dir$|place|location|root/i.test(name) && maxLength > longestId
  const isLong = maxLength >= longestPath && Schema.parse(schema ?? {}).maxLength !== undefined
  const own = [type].flat().includes('string') && (isNamedSo || isLong) ? [steps.join('.')] : []
  const inner = [
    ...Object.entries(properties).flatMap(([key, value]) => pathsOf(value, [...steps, key])),
    ...pathsIn(items, [...steps, '*']),
    ...pathsIn(additionalProperties, [...steps, '*']),
    ...[...(anyOf ?? []), ...(oneOf ?? []), ...(allOf ?? [])].flatMap(one => pathsIn(one, steps)),
  ]
  return [...new Set([...own, ...inner])]
}

const pathsIn = (schema: unknown, steps: readonly string[]) =>
  typeof schema === 'object' && schema !== null ? pathsOf(schema, steps) : []
