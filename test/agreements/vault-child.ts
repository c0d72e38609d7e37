import { text } from 'node:stream/consumers'
import { createKeytarVault } from '../../main/adapters/keytar-vault/index.ts'
import { succeed, type Profile } from '../../preload/contract/index.ts'

/** Does with a vault what its input says, one step per line `verb profile [token]`; answers one line of JSON each. */
const vault = createKeytarVault({ environmentToken: undefined, localToken: () => Promise.resolve(succeed('local')) })
const account = {
  kind: 'cloudflare',
  accountId: '0'.repeat(32),
  baseUrl: 'https://api.cloudflare.com/client/v4',
} as const

async function step(verb: string, profile: Profile, token: string): Promise<unknown> {
  if (verb === 'write') return vault.write(profile, token)
  if (verb === 'read') return vault.read(profile)
  if (verb === 'remove') return vault.remove(profile)
  return vault.place(profile)
}

for (const line of (await text(process.stdin)).split('\n').filter(Boolean)) {
  const [verb = '', name = '', token = ''] = line.split('\t')
  console.log(JSON.stringify(await step(verb, { name, account, addedAt: 1 }, token)))
}
