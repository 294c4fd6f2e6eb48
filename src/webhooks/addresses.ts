// Which addresses may be posted to. A webhook is told by whoever may administer this server, and yet must not be a way into the network
// that it stands in: what is not public is refused, at the moment of connecting, and what was looked at is what is connected to.

import { type LookupAddress, lookup as systemLookup } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import ipaddr from 'ipaddr.js';

/** IPv6's public addresses. The library knows what within them is not public, and takes what lies outside for public. */
const GLOBAL_IPV6 = ipaddr.IPv6.parseCIDR('2000::/3');
/** Public by its number, and answered by Azure to its machines only. */
const AZURE_METADATA = '168.63.129.16';

/** Whether anybody on the internet can be meant by an address. An IPv4 address within an IPv6 one counts as what it is. */
export function isPublic(address: string): boolean {
  if (isIP(address) === 0) return false;
  const parsed = ipaddr.process(address);
  if (parsed.range() !== 'unicast' || parsed.toString() === AZURE_METADATA) return false;
  return parsed.kind() === 'ipv4' || (parsed as ipaddr.IPv6).match(GLOBAL_IPV6);
}

/** @returns why nothing may be posted there, as far as the address itself says it; null when it may. */
export function refusedHost({ hostname }: URL): string | null {
  const host = hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
  const here = host === 'localhost' || host.endsWith('.localhost');
  return here || (isIP(host) !== 0 && !isPublic(host)) ? notPublic(host) : null;
}

function notPublic(what: string): string {
  return `${what} is not a public address; LAVALAMP_WEBHOOK_PRIVATE allows such.`;
}

type Resolve = (
  hostname: string,
  options: { readonly all: true },
  callback: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void;

/** Looks up names as `dns.lookup` does, and finds public addresses only: nothing is connected to that was not found so. */
export function publicLookup(resolve: Resolve = systemLookup): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname, { ...options, all: true }, (error, found) => {
      if (error !== null) return callback(error, '');
      const addresses = found.filter(({ address }) => isPublic(address));
      const [first] = addresses;
      if (first === undefined) return callback(new Error(notPublic(`${hostname} (${found[0]?.address})`)), '');
      return options.all ? callback(null, addresses) : callback(null, first.address, first.family);
    });
  };
}
