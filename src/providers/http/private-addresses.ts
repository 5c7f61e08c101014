import { BlockList, isIP } from 'node:net';

/**
 * Whether an IP address is one that nobody outside could mean: private, loopback, link-local (with the clouds' metadata
 * services), carrier-grade NAT, multicast, reserved, for documentation. Those that wrap an IPv4 address (mapped, 6to4,
 * NAT64, Teredo) are refused whatever they wrap: no picture lives there. Anything that is no IP address is private too.
 */
export function isPrivateAddress(address: string): boolean {
  const family = isIP(address);
  if (family === 0) return true;
  return refused.check(address, family === 6 ? 'ipv6' : 'ipv4') || (family === 6 && !global.check(address, 'ipv6'));
}

const refused = new BlockList();
for (const range of [
  // IANA's special-purpose registry for IPv4.
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.31.196.0/24',
  '192.52.193.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '192.175.48.0/24',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
  // The same for IPv6, as far as it lies inside global unicast: IETF's own (Teredo, benchmarks, ORCHID), documentation, 6to4.
  '2001::/23',
  '2001:db8::/32',
  '2002::/16',
  '3fff::/20',
]) {
  const [network = '', prefix] = range.split('/');
  refused.addSubnet(network, Number(prefix), network.includes(':') ? 'ipv6' : 'ipv4');
}

/** IANA has given out nothing for public hosts outside of this: not loopback, mapped, NAT64, local, multicast or reserved ones. */
const global = new BlockList();
global.addSubnet('2000::', 3, 'ipv6');
