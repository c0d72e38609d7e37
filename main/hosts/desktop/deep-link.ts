import { WindowPlace } from '../../../preload/contract/index.ts'

/** The scheme under which other programs lead here. */
export const linkScheme = 'hotfolder'
const longest = 200

/** Where a `hotfolder://` link leads: to a screen, and nothing else can be asked by one. Null for all other texts. */
export function readDeepLink(text: string): WindowPlace | null {
  if (text.length > longest || !text.startsWith(`${linkScheme}://`) || !URL.canParse(text)) return null
  const { hostname, pathname, search, hash, username, password, port } = new URL(text)
  if (search !== '' || hash !== '' || username !== '' || password !== '' || port !== '') return null
  const [tab = '', ...deeper] = pathname.split('/').filter(part => part !== '')
  if (deeper.length > 0) return null
  const place = hostname === 'queue' ? { screen: 'queue', tab: tab === '' ? 'now' : tab } : { screen: hostname }
  if (hostname !== 'queue' && tab !== '') return null
  const read = WindowPlace.safeParse(place)
  return read.success ? read.data : null
}
