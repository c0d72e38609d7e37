import { BlockList, isIP } from 'node:net'

/** Of IPv4, everything that leads no further than somebody’s own network, or nowhere. */
const closed = blockList('ipv4', [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  // Among them 169.254.169.254, where cloud machines keep their secrets.
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
])
/** Of IPv6 only this is given out to the public; loopback, unique-local, link-local, multicast and mapped IPv4 lie outside. */
const open = blockList('ipv6', [['2000::', 3]])
/** Within it: tunnels that lead to an IPv4 address of anyone’s choice, and what is set aside for tests and books. */
const closedWithin = blockList('ipv6', [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
])

/** Whether an address is anything but a public one. What is no address counts as private. */
export function isPrivateAddress(address: string): boolean {
  switch (isIP(address)) {
    case 4:
      return closed.check(address, 'ipv4')
    case 6: {
      // A zone (`fe80::1%eth0`) belongs to this machine.
      if (address.includes('%')) return true
      return !open.check(address, 'ipv6') || closedWithin.check(address, 'ipv6')
    }
    default:
      return true
  }
}

function blockList(
  family: 'ipv4' | 'ipv6',
  subnets: readonly (readonly [network: string, prefix: number])[],
): BlockList {
  const list = new BlockList()
  for (const [network, prefix] of subnets) list.addSubnet(network, prefix, family)
  return list
}
