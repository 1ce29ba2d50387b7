import { createSocket } from "node:dgram";
import type { LookupAddress } from "node:dns";
import { once } from "node:events";
import { afterAll, beforeAll, expect, test } from "vitest";
import { isPublicAddress, publicLookup, resolveByDns } from "../../src/gateways/public-addresses.js";

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
    publicLookup(async () => addresses)("name.test", { all }, (error, given) => (error ? reject(error) : resolve(given)));
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

// ---------------------------------------------------------------- names

/** A name server: what it has for each name and type of record (1 is A, 28 is AAAA). Names that it has not it never answers. */
const RECORDS: Record<string, Record<number, number[]>> = {
  "both.example": { 1: [8, 8, 8, 8], 28: [0x26, 0x06, 0x47, 0, 0x47, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x11, 0x11] },
  "private.example": { 1: [10, 0, 0, 1] },
  "nothing.example": {},
};
const nameServer = createSocket("udp4", (query, { port, address }) => {
  const labels: string[] = [];
  let at = 12;
  for (; query[at] !== 0; at += query[at]! + 1) labels.push(query.toString("latin1", at + 1, at + 1 + query[at]!));
  const records = RECORDS[labels.join(".")];
  if (!records) return;
  const data = records[query.readUInt16BE(at + 1)];
  // The question again, and an answer that points to its name; see RFC 1035, 4.1.
  const header = Buffer.from([query[0]!, query[1]!, 0x81, 0x80, 0, 1, 0, data ? 1 : 0, 0, 0, 0, 0]);
  const answer = data ? Buffer.from([0xc0, 0x0c, 0, query[at + 2]!, 0, 1, 0, 0, 0, 60, 0, data.length, ...data]) : Buffer.alloc(0);
  nameServer.send(Buffer.concat([header, query.subarray(12, at + 5), answer]), port, address);
});
let resolve: ReturnType<typeof resolveByDns>;
beforeAll(async () => {
  nameServer.bind(0, "127.0.0.1");
  await once(nameServer, "listening");
  resolve = resolveByDns({ timeoutMs: 100, servers: [`127.0.0.1:${nameServer.address().port}`] });
});
afterAll(() => void nameServer.close());

test("a name's addresses of both kinds are found, or those that it has", async () => {
  expect(await resolve("both.example")).toEqual([PUBLIC, { address: "2606:4700:4700::1111", family: 6 }]);
  expect(await resolve("private.example")).toEqual([PRIVATE]);
});

test("a name without addresses, and one whose server never answers, are errors within the time, and keep no other name waiting", async () => {
  const silent = Array.from({ length: 20 }, (_, i) => resolve(`silent${i}.example`).catch((error: NodeJS.ErrnoException) => error.code));
  await expect(resolve("nothing.example")).rejects.toMatchObject({ code: "ENOTFOUND" });
  expect(await resolve("both.example")).toHaveLength(2);
  expect(new Set(await Promise.all(silent))).toEqual(new Set(["ENOTFOUND"]));
});
