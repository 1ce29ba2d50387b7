import { HoldfastError } from "@holdfast/sdk";
import type { Connection } from "../controllers/clients.js";
import type { Booking } from "../model.js";
import type { When } from "./customer-flow.js";

/** Who signed in. */
export interface Customer {
  readonly id: string;
  readonly name: string | null;
  readonly email: string;
}

/** What signing in gives. */
export interface CustomerSession {
  readonly customer: Customer;
  readonly accessToken: string;
  readonly refreshToken: string;
  readonly expiresInSeconds: number;
}

export interface BookingPage {
  readonly data: readonly Booking[];
  readonly nextCursor: string | null;
}

/** A customer's calls. */
export class CustomerApi {
  constructor(private readonly connection: Connection) {}

  signIn(email: string, locale: string): Promise<{ expiresInSeconds: number }> {
    return this.#send("POST", "/customers/sign-in", { email, locale });
  }

  verify(email: string, code: string): Promise<CustomerSession> {
    return this.#send("POST", "/customers/sign-in/verify", { email, code });
  }

  refresh(refreshToken: string): Promise<CustomerSession> {
    return this.#send("POST", "/customers/refresh", { refreshToken });
  }

  signOut(refreshToken: string): Promise<void> {
    return this.#send("POST", "/customers/sign-out", { refreshToken });
  }

  bookings(accessToken: string, when: When, cursor: string | null): Promise<BookingPage> {
    const query = new URLSearchParams({ when, limit: "10", ...(cursor && { cursor }) });
    return this.#send("GET", `/me/bookings?${query}`, undefined, accessToken);
  }

  async #send<T>(method: string, path: string, body?: object, credential = this.connection.key): Promise<T> {
    const headers = { Authorization: `Bearer ${credential}`, ...(body && { "Content-Type": "application/json" }) };
    let response: Response;
    try {
      response = await fetch(`${this.connection.baseUrl}/v1${path}`, { method, headers, signal: AbortSignal.timeout(10_000), ...(body && { body: JSON.stringify(body) }) });
    } catch (cause) {
      throw new HoldfastError({ code: "network_error", detail: "The booking API can't be reached." }, { cause });
    }
    const text = await response.text();
    const answer = text ? JSON.parse(text) : undefined;
    if (response.ok) return answer as T;
    throw new HoldfastError({ ...answer, status: response.status, retryAfterMs: Number(response.headers.get("retry-after") ?? 0) * 1000 });
  }
}
