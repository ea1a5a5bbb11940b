import { BlockList, isIPv4 } from 'node:net';

// Source: the special-purpose registries of IANA (RFC 6890). Of IPv6 only what is given out to networks is public.
const reserved = new BlockList();
for (const [net, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const)
  reserved.addSubnet(net, prefix, 'ipv4');
// Teredo and its kin, documentation, and 6to4, which carries any IPv4 address inside.
for (const [net, prefix] of [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const)
  reserved.addSubnet(net, prefix, 'ipv6');
const unicast = new BlockList();
unicast.addSubnet('2000::', 3, 'ipv6');

/** Whether an IP address is of a network that is not everybody's: loopback, link-local, private, reserved. */
export function isPrivate(address: string): boolean {
  if (isIPv4(address)) return reserved.check(address, 'ipv4');
  return !unicast.check(address, 'ipv6') || reserved.check(address, 'ipv6');
}
