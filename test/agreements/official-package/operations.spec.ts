import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import Cloudflare from 'cloudflare'
import { describe, expect, it } from 'vitest'
import { anEcho } from './an-echo.ts'
import { leftOut, operations } from './operations.ts'

type Method = (...inputs: unknown[]) => PromiseLike<unknown>

describe('the table of operations', () => {
  it('names every method the official package has for images', () => {
    const offered = methodsOf(new Cloudflare({ apiToken: 'any' }).images)
    const known = [...operations, ...leftOut].map(({ method }) => method)

    expect(offered.toSorted()).toEqual(known.toSorted())
    expect(operations).toHaveLength(17)
  })

  it('names the test that covers each', () => {
    const untested = operations.filter(
      ({ spec, test }) => !readFileSync(join(import.meta.dirname, spec), 'utf8').includes(`('${test}`),
    )

    expect(untested).toEqual([])
  })

  it('stands in the README', () => {
    const readme = readFileSync(join(import.meta.dirname, '../../../README.md'), 'utf8')
    const rows = readme.split('\n').filter(line => line.startsWith('|'))

    const missing = operations.filter(
      ({ method, command, spec }) =>
        !rows.some(row => [method, command, spec].every(text => row.includes(`\`${text}\``))),
    )

    expect(missing).toEqual([])
  })

  it.each(operations)('says what $method is over HTTP', async ({ method, http }) => {
    const { client, hear } = await anEcho()
    const names = [...http.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name)
    const inputs = names.filter(name => name !== 'account_id')

    const said = await hear(call(client.images, method, ...inputs, { account_id: 'account_id' }))

    expect(`${said.method} ${said.url}`).toBe(http.replaceAll(/[{}]/g, ''))
  })
})

/** Every method of a resource and of those below it. */
function methodsOf(resource: object, prefix = ''): string[] {
  const below = Object.entries(resource).filter(([name]) => !name.startsWith('_'))
  const own: string[] = []
  for (let proto = Object.getPrototypeOf(resource); proto !== Object.prototype; proto = Object.getPrototypeOf(proto))
    own.push(...Object.getOwnPropertyNames(proto).filter(name => name !== 'constructor'))
  return [
    ...new Set(own.map(name => prefix + name)),
    ...below.flatMap(([name, value]) => (isResource(value) ? methodsOf(value, `${prefix}${name}.`) : [])),
  ]
}

function isResource(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}

/** Calls a method by its path from the resource. */
function call(resource: object, path: string, ...inputs: unknown[]): PromiseLike<unknown> {
  const names = path.split('.')
  const name = names.pop() ?? ''
  const owner = names.reduce<object>((at, step) => Reflect.get(at, step) as object, resource)
  return (Reflect.get(owner, name) as Method).call(owner, ...inputs)
}
