/** Pages and pictures come from here alone: an origin of our own, no file and no network. */
export const scheme = 'app'
export const origin = `${scheme}://hotfolder`
export const firstPage = `${origin}/`

/** Is this an address of one of our own pages? */
export function isOwnAddress(address: string): boolean {
  return URL.canParse(address) && new URL(address).protocol === `${scheme}:` && new URL(address).host === 'hotfolder'
}

/** Is this a file that our own page made, of bytes it has already? */
export const isOwnFile = (address: string): boolean => address.startsWith(`blob:${origin}/`)

/** What a browser of this person may be asked to open: web addresses over TLS, without a password in them; else null. */
export function safeWebAddress(address: string): string | null {
  if (address.length > 4_096 || !URL.canParse(address)) return null
  const { protocol, username, password, hostname, href } = new URL(address)
  // The local cloud delivers over plain http on this computer.
  const isHere = protocol === 'http:' && (hostname === '127.0.0.1' || hostname === 'localhost')
  if (protocol !== 'https:' && !isHere) return null
  return username === '' && password === '' ? href : null
}
