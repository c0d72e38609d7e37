import { expect, it } from 'vitest'
import { atEveryPlace, atTheLocalCloud } from './places.ts'
import { answerOf } from './answer.ts'

atEveryPlace('the signing keys', account => {
  const names = ({ keys = [] }: { keys?: { name?: string }[] }) => keys.map(key => key.name ?? '')

  it('are there from the start, each with name and value', async () => {
    const { client, account_id, expectChosen } = account()

    const list = await client.images.v1.keys.list({ account_id })

    expect(names(list).length).toBeGreaterThan(0)
    expect(list.keys?.every(({ name, value }) => name !== '' && (value ?? '').length >= 16)).toBe(true)
    expectChosen('names of the keys', names(list), ['default'])
  })

  it('come one by one, and each answer tells them all', async () => {
    const { client, account_id, run } = account()
    const before = names(await client.images.v1.keys.list({ account_id }))

    const first = await client.images.v1.keys.update(`${run}one`, { account_id })
    const second = await client.images.v1.keys.update(`${run}two`, { account_id })

    expect(names(first).toSorted()).toEqual([...before, `${run}one`].toSorted())
    expect(names(second).toSorted()).toEqual([...before, `${run}one`, `${run}two`].toSorted())
    const { keys = [] } = await client.images.v1.keys.list({ account_id })
    expect(keys).toHaveLength(before.length + 2)
    expect(new Set(keys.map(key => key.value)).size).toBe(keys.length)
    expect(keys).toEqual(expect.arrayContaining(second.keys ?? []))
  })

  it('stay what they are when asked for again', async () => {
    const { client, account_id, run, expectChosen } = account()
    const name = `${run}same`
    const valueOf = (keys: { name?: string; value?: string }[] = []) => keys.find(key => key.name === name)?.value
    const first = await client.images.v1.keys.update(name, { account_id })

    const again = await client.images.v1.keys.update(name, { account_id })

    expect(valueOf(first.keys)).toBeDefined()
    expectChosen('a key created twice keeps its value', valueOf(again.keys) === valueOf(first.keys), true)
  })

  it('go one by one, and the answer tells what is left', async () => {
    const { client, account_id, run } = account()
    const name = `${run}gone`
    const before = names(await client.images.v1.keys.update(name, { account_id }))

    const left = await client.images.v1.keys.delete(name, { account_id })

    expect(names(left).toSorted()).toEqual(before.filter(one => one !== name).toSorted())
    expect(names(await client.images.v1.keys.list({ account_id }))).not.toContain(name)
  })

  it('cannot go when they are not there, and have short names', async () => {
    const { client, account_id, run, expectRefused } = account()

    const unknown = await answerOf(client.images.v1.keys.delete(`${run}never`, { account_id }))
    const long = await answerOf(client.images.v1.keys.update(run.padEnd(21, 'x'), { account_id }))
    const longest = await client.images.v1.keys.update(run.padEnd(20, 'x'), { account_id })

    expectRefused(unknown, { status: 404, unconfirmed: 'deleting a key that is not there', perhaps: true })
    expectRefused(long, { status: 400, unconfirmed: 'a key with a name of 21 characters' })
    expect(names(longest)).toContain(run.padEnd(20, 'x'))
  })
})

atTheLocalCloud('the last signing key', 'it would break every signed link of the account', account => {
  it('is followed by a fresh one', async () => {
    const { client, account_id } = account()
    const before = await client.images.v1.keys.list({ account_id })

    const after = await client.images.v1.keys.delete('default', { account_id })

    expect(before.keys).toHaveLength(1)
    expect(after.keys).toEqual([{ name: 'default', value: expect.any(String) }])
    expect(after.keys?.[0]?.value).not.toBe(before.keys?.[0]?.value)
    expect(await client.images.v1.keys.list({ account_id })).toEqual(after)
  })
})
