import dns from "node:dns";
import type { LookupFunction } from "node:net";
import ipaddr from "ipaddr.js";

/** A name that leads, or leads only, to where nothing of ours may be sent. */
export class PrivateAddressError extends Error {
  override readonly name = "PrivateAddressError";
  readonly code = "EPRIVATE";
}

/** Public by its range, but answered by the cloud's own machines: Azure's WireServer gives credentials away. */
const NOT_FOR_US = new Set(["168.63.129.16"]);
/** What is given to the internet so far; all else of IPv6 is for special uses, or for uses to come. */
const GLOBAL_IPV6 = ipaddr.parseCIDR("2000::/3");

/**
 * Whether an IP address is one of the internet's. Loopback, private, link-local (clouds' metadata), carrier-grade NAT,
 * multicast, documentation, tunnels into IPv4 and IPv4 in the clothes of IPv6 are not.
 */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  // An IPv4 address that is mapped into IPv6 is the IPv4 address.
  const parsed = ipaddr.process(address);
  if (NOT_FOR_US.has(parsed.toString()) || parsed.range() !== "unicast") return false;
  return parsed.kind() === "ipv4" || parsed.match(GLOBAL_IPV6);
}

/** Resolves names as `dns.lookup` does with `all`. */
export type Resolve = (hostname: string, options: dns.LookupAllOptions, callback: (error: NodeJS.ErrnoException | null, addresses: dns.LookupAddress[]) => void) => void;

/**
 * A `lookup` for sockets that gives public addresses alone. The socket connects to what it is given and asks nobody
 * again, so a name that changes between a check and the connection wins nothing.
 */
export function publicLookup(resolve: Resolve = dns.lookup): LookupFunction {
  return (hostname, { all, ...options }, callback) =>
    resolve(hostname, { ...options, all: true } as dns.LookupAllOptions, (error, addresses) => {
      if (error) return callback(error, "", 0);
      const open = addresses.filter(({ address }) => isPublicAddress(address));
      const [first] = open;
      if (!first) return callback(new PrivateAddressError(`${hostname} is not on the public internet.`), "", 0);
      if (all) callback(null, open);
      else callback(null, first.address, first.family);
    });
}
