import { NotFoundError } from 'cloudflare'
import type { Account } from './account.ts'

type Listed = { id?: string; creator?: string | null; meta?: unknown; uploaded?: string }

/** Removes what this run made, and nothing else. Says what it could not remove. */
export async function cleanUp(account: Account): Promise<string[]> {
  const { client, account_id, run, made } = account
  const problems: string[] = []
  const attempt = async (what: string, work: () => PromiseLike<unknown>) => {
    try {
      await work()
    } catch (error) {
      if (!(error instanceof NotFoundError)) problems.push(`${what}: ${String(error)}`)
    }
  }
  const removeImages = async (ids: Iterable<string>) => {
    for (const id of ids) await attempt(`image ${id}`, () => client.images.v1.delete(id, { account_id }))
  }
  const removeNamed = async (what: string, names: Iterable<string>, remove: (name: string) => PromiseLike<unknown>) => {
    for (const name of new Set(names)) if (name.startsWith(run)) await attempt(`${what} ${name}`, () => remove(name))
  }

  await removeImages(made.images)
  // An answer may have been lost: what bears the run's name is ours as well.
  await attempt('images', async () => removeImages(await ofThisRun(account)))
  await attempt('variants', async () => {
    const { variants = {} } = await client.images.v1.variants.list({ account_id })
    const remove = (id: string) => client.images.v1.variants.delete(id, { account_id })
    await removeNamed('variant', [...made.variants, ...Object.keys(variants)], remove)
  })
  await attempt('keys', async () => {
    const { keys = [] } = await client.images.v1.keys.list({ account_id })
    const remove = (name: string) => client.images.v1.keys.delete(name, { account_id })
    await removeNamed('key', [...made.keys, ...keys.map(key => key.name ?? '')], remove)
  })
  return problems
}

/** Newest first, back to the start of the run; asks for no filter, because a service that overlooks one would give us everything. */
async function ofThisRun({ client, account_id, run, startedAt }: Account): Promise<string[]> {
  const found: string[] = []
  let token: string | null = null
  do {
    const page: { images?: Listed[]; continuation_token?: string | null } = await client.images.v2.list({
      account_id,
      sort_order: 'desc',
      per_page: 1000,
      continuation_token: token,
    })
    const { images = [] } = page
    found.push(...images.filter(image => isOf(run, image)).map(image => image.id ?? ''))
    const oldest = Date.parse(images.at(-1)?.uploaded ?? '')
    token = oldest > startedAt - 600_000 ? (page.continuation_token ?? null) : null
  } while (token !== null)
  return found
}

function isOf(run: string, { id, creator, meta }: Listed): boolean {
  const marked = typeof meta === 'object' && meta !== null && 'run' in meta && meta.run === run
  return marked || creator?.startsWith(run) === true || id?.startsWith(run) === true
}
