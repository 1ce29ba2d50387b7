import dns from "node:dns";
import type { LookupFunction } from "node:net";
import { callbackify } from "node:util";
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

/** Finds every address of a name. Rejects where it has none, or where that can't be told. */
export type Resolve = (hostname: string) => Promise<readonly dns.LookupAddress[]>;

/**
 * Asks DNS itself. The system's resolver takes one of the process's few threads for each name until it is answered: a
 * few names whose servers never answer would stop everything else that needs one.
 * @param servers - default is the system's.
 */
export function resolveByDns({ timeoutMs = 2000, servers }: { timeoutMs?: number; servers?: readonly string[] } = {}): Resolve {
  const resolver = new dns.promises.Resolver({ timeout: timeoutMs, tries: 2 });
  if (servers) resolver.setServers(servers);
  return async (hostname) => {
    const [v4, v6] = await Promise.allSettled([resolver.resolve4(hostname), resolver.resolve6(hostname)]);
    const found = [
      ...(v4.status === "fulfilled" ? v4.value.map((address) => ({ address, family: 4 })) : []),
      ...(v6.status === "fulfilled" ? v6.value.map((address) => ({ address, family: 6 })) : []),
    ];
    if (found.length === 0) throw Object.assign(new Error(`${hostname} has no address.`), { code: "ENOTFOUND" });
    return found;
  };
}

/**
 * A `lookup` for sockets that gives public addresses alone. The socket connects to what it is given and asks nobody
 * again, so a name that changes between a check and the connection wins nothing.
 */
export function publicLookup(resolve: Resolve = resolveByDns()): LookupFunction {
  const findPublic = callbackify(async (hostname: string) => {
    const open = (await resolve(hostname)).filter(({ address }) => isPublicAddress(address));
    if (open.length === 0) throw new PrivateAddressError(`${hostname} is not on the public internet.`);
    return open;
  });
  return (hostname, { all }, callback) =>
    findPublic(hostname, (error, open) => {
      if (error) callback(error, "", 0);
      else if (all) callback(null, open);
      else callback(null, open[0]!.address, open[0]!.family);
    });
}
