import { isIP, type LookupFunction } from "node:net";
import { isPublicAddress, publicLookup, type Resolve } from "./public-addresses.js";

export interface OutgoingOptions {
  /** Whether http and private networks are allowed: for development alone. Default is false. */
  allowPrivateNetworks?: boolean;
  /** How long all of it may take, in milliseconds. */
  timeoutMs?: number;
  /** Default is DNS. */
  resolve?: Resolve;
}

/** What guards requests to addresses that anybody may have named. */
export interface Guard {
  /**
   * Why nothing may be sent to an address, as a sentence, or undefined. Where a name leads is not known before it is
   * connected to: then it is checked again.
   */
  objectionTo(url: string): string | undefined;
  /** For sockets: gives public addresses alone. None where every network is allowed. */
  lookup: LookupFunction | undefined;
}

export function createGuard({ allowPrivateNetworks = false, resolve }: OutgoingOptions): Guard {
  return {
    objectionTo(text) {
      const url = new URL(text);
      if (allowPrivateNetworks) return undefined;
      if (url.protocol !== "https:") return "Must be an https address.";
      const host = url.hostname.replace(/^\[|\]$/g, "");
      // The parser has written decimal, octal, hexadecimal and short forms of IPv4 the usual way by now.
      const isPublic = isIP(host) ? isPublicAddress(host) : !/(^|\.)(localhost|local|internal|localdomain|home\.arpa)\.?$/i.test(host);
      return isPublic ? undefined : "Must be on the public internet.";
    },
    lookup: allowPrivateNetworks ? undefined : publicLookup(resolve),
  };
}

/** By the error's code alone: its own words name addresses that a name of somebody's led to. */
export function sentenceOf(error: unknown, timeoutMs: number): string {
  const { name, code = "" } = error as NodeJS.ErrnoException;
  if (name === "AbortError" || name === "TimeoutError") return `There was no answer within ${timeoutMs / 1000} seconds.`;
  if (code === "EPRIVATE") return "Nothing was sent: the address's name does not lead to the public internet.";
  if (code === "ENOTFOUND" || code === "EAI_AGAIN") return "The address's name could not be resolved.";
  if (code === "ECONNREFUSED") return "The connection was refused.";
  if (code === "ECONNRESET" || code === "EPIPE") return "The connection was lost before there was an answer.";
  if (/CERT|TLS|SSL|^(UNABLE_TO|SELF_SIGNED|DEPTH_ZERO|HOSTNAME_MISMATCH)/.test(code)) return `The certificate or TLS connection is not right (${code}).`;
  if (code.startsWith("HPE_")) return "The answer was not HTTP.";
  return `The connection failed${/^[A-Z_]{2,40}$/.test(code) ? ` (${code})` : ""}.`;
}
