import type { LookupAddress } from "node:dns";
import { expect, test } from "vitest";
import { isPublicAddress, publicLookup } from "../../src/gateways/public-addresses.js";

test.each([
  ["loopback", "127.0.0.1"], ["loopback, far end", "127.255.255.254"], ["loopback of IPv6", "::1"],
  ["any address", "0.0.0.0"], ["any address of IPv6", "::"],
  ["private", "10.0.0.1"], ["private", "172.16.0.1"], ["private", "172.31.255.255"], ["private", "192.168.1.1"],
  ["private in IPv6", "fc00::1"], ["private in IPv6", "fd12:3456::1"], ["site-local", "fec0::1"],
  ["link-local, where clouds keep their metadata", "169.254.169.254"], ["link-local in IPv6", "fe80::1"], ["metadata in IPv6", "fd00:ec2::254"],
  ["Azure's metadata", "168.63.129.16"], ["Oracle's metadata", "192.0.0.192"], ["Alibaba's metadata", "100.100.100.200"],
  ["carrier-grade NAT", "100.64.0.1"], ["carrier-grade NAT", "100.127.255.255"],
  ["mapped into IPv6", "::ffff:10.0.0.1"], ["mapped into IPv6", "::ffff:127.0.0.1"], ["mapped, written in hexadecimal", "::ffff:7f00:1"],
  ["compatible with IPv4, as it was once", "::127.0.0.1"], ["behind NAT64", "64:ff9b::a00:1"], ["behind local NAT64", "64:ff9b:1::a00:1"],
  ["behind 6to4", "2002:a00:1::"], ["behind Teredo", "2001:0:a00:1::"],
  ["multicast", "224.0.0.1"], ["multicast of IPv6", "ff02::1"], ["broadcast", "255.255.255.255"], ["reserved", "240.0.0.1"],
  ["documentation", "192.0.2.1"], ["documentation", "203.0.113.7"], ["documentation of IPv6", "2001:db8::1"], ["benchmarks", "198.18.0.1"],
  ["given to nobody yet", "4000::1"],
  ["no address", "example.com"], ["nothing", ""],
])("%s is not public: %s", (_, address) => {
  expect(isPublicAddress(address)).toBe(false);
});

test.each(["1.1.1.1", "8.8.8.8", "172.32.0.1", "100.128.0.1", "2606:4700:4700::1111", "::ffff:8.8.8.8"])("%s is public", (address) => {
  expect(isPublicAddress(address)).toBe(true);
});

const lookUp = (addresses: LookupAddress[], all: boolean) =>
  new Promise<unknown>((resolve, reject) => {
    publicLookup((_hostname, _options, answer) => answer(null, addresses))("name.test", { all }, (error, given) => (error ? reject(error) : resolve(given)));
  });
const PRIVATE = { address: "10.0.0.1", family: 4 };
const PUBLIC = { address: "8.8.8.8", family: 4 };

test("a socket is given public addresses alone, and an error where a name has none", async () => {
  expect(await lookUp([PRIVATE, PUBLIC], true)).toEqual([PUBLIC]);
  expect(await lookUp([PRIVATE, PUBLIC], false)).toBe("8.8.8.8");
  for (const all of [true, false]) {
    await expect(lookUp([PRIVATE], all)).rejects.toMatchObject({ code: "EPRIVATE" });
    await expect(lookUp([], all)).rejects.toMatchObject({ code: "EPRIVATE" });
  }
});
