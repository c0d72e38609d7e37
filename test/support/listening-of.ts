import { existsSync, readdirSync, readFileSync, readlinkSync } from 'node:fs'

/** Addresses this process listens on, as Linux knows them: `127.0.0.1:8080`, an IPv6 address in full. */
export function listeningOf(pid: number): string[] {
  const held = new Set(
    readdirSync(`/proc/${pid}/fd`).flatMap(number => {
      try {
        return /^socket:\[(\d+)\]$/.exec(readlinkSync(`/proc/${pid}/fd/${number}`))?.[1] ?? []
      } catch {
        // Closed while we looked.
        return []
      }
    }),
  )
  // Without IPv6 there is no second table.
  const tables = ['tcp', 'tcp6'].filter(table => existsSync(`/proc/${pid}/net/${table}`))
  return tables.flatMap(table =>
    readFileSync(`/proc/${pid}/net/${table}`, 'utf8')
      .trim()
      .split('\n')
      .slice(1)
      .map(line => line.trim().split(/\s+/))
      .filter(fields => fields[3] === '0A' && held.has(fields[9] ?? ''))
      .map(fields => readable(fields[1] ?? '')),
  )
}

/** The kernel writes each four bytes of an address lowest byte first. */
function readable(local: string): string {
  const [address = '', port = ''] = local.split(':')
  const bytes = Buffer.from(address, 'hex')
  for (let at = 0; at < bytes.length; at += 4) bytes.subarray(at, at + 4).reverse()
  const name = bytes.length === 4 ? bytes.join('.') : (bytes.toString('hex').match(/.{4}/g) ?? []).join(':')
  return `${name}:${parseInt(port, 16)}`
}
