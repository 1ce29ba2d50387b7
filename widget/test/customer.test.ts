import { HoldfastError } from "@holdfast/sdk";
import { describe, expect, test, vi } from "vitest";
import { digitsOf } from "../src/customer/digits.js";
import { type CustomerEvent, type CustomerState, nextCustomerState, SIGNED_OUT } from "../src/customer/customer-flow.js";
import { keptOf, SessionStore } from "../src/customer/session-store.js";
import { SignedOut, Tokens } from "../src/customer/tokens.js";
import { bookingAhead } from "./helpers/fixtures.js";

const customer = { id: "cus_a", name: "Asha Rao", email: "asha@example.com", phone: null, locale: null };
const session = (n: number) => ({ customer, accessToken: `access-${n}`, refreshToken: `refresh-${n}`, expiresInSeconds: 900 });
const refused = () => new HoldfastError({ code: "unauthorized", status: 401, detail: "" });

describe("a session", () => {
  /** Tokens over a store of their own, at a moment that can be moved. */
  function begin() {
    let nowMs = 0;
    let count = 1;
    const store = new SessionStore("place");
    store.set(keptOf(session(1), nowMs));
    const refresh = vi.fn(async () => session(++count));
    return { store, refresh, tokens: new Tokens({ refresh }, store, () => nowMs), later: (ms: number) => (nowMs += ms) };
  }

  test("is renewed before it ends, once for all calls that need it at the same time", async () => {
    const { tokens, refresh, later } = begin();
    expect(await tokens.get()).toBe("access-1");
    later(880_000);
    expect(await Promise.all([tokens.get(), tokens.get(), tokens.get()])).toEqual(["access-2", "access-2", "access-2"]);
    expect(refresh.mock.calls).toEqual([[{ refreshToken: "refresh-1" }]]);
  });

  test("a call that is refused is made once more with a new token, and no third time", async () => {
    const { tokens, refresh } = begin();
    const used: string[] = [];
    const call = vi.fn(async (token: string) => {
      used.push(token);
      if (token === "access-1") throw refused();
      return "answer";
    });
    expect(await tokens.with(call)).toBe("answer");
    expect(used).toEqual(["access-1", "access-2"]);
    const always = vi.fn(async () => Promise.reject(refused()));
    await expect(tokens.with(always)).rejects.toThrow(HoldfastError);
    expect(always).toHaveBeenCalledTimes(2);
    expect(refresh).toHaveBeenCalledTimes(2);
  });

  test("that the API has ended is forgotten; one that it could not be asked about is kept", async () => {
    const { tokens, store, refresh, later } = begin();
    later(880_000);
    refresh.mockRejectedValueOnce(new HoldfastError({ code: "network_error", detail: "" }));
    await expect(tokens.get()).rejects.toThrow(HoldfastError);
    expect(store.get()?.refreshToken).toBe("refresh-1");
    refresh.mockRejectedValueOnce(refused());
    await expect(tokens.get()).rejects.toThrow(SignedOut);
    expect(store.get()).toBeNull();
    await expect(tokens.get()).rejects.toThrow(SignedOut);
  });
});

describe("the way in", () => {
  const run = (events: CustomerEvent[], from: CustomerState = SIGNED_OUT) => events.reduce(nextCustomerState, from);
  const sent: CustomerEvent[] = [{ type: "busy", email: customer.email }, { type: "code-sent", nowMs: 0, expiresInSeconds: 600 }];

  test("another code waits for half a minute, and says that it is another one", () => {
    expect(run(sent)).toMatchObject({ name: "code", email: customer.email, againAtMs: 30_000, expiresAtMs: 600_000, validMinutes: 10, again: false });
    expect(run([...sent, { type: "busy", email: customer.email }, { type: "code-sent", nowMs: 40_000, expiresInSeconds: 600 }])).toMatchObject({ againAtMs: 70_000, again: true });
  });

  test("a problem stays until the next try, and what was typed stays with it", () => {
    const wrong = run([...sent, { type: "problem", problem: { what: "code-wrong" } }]);
    expect(wrong).toMatchObject({ name: "code", busy: false, problem: { what: "code-wrong" } });
    expect(run([{ type: "busy", email: customer.email }], wrong)).toMatchObject({ busy: true, problem: null });
    expect(run([{ type: "other-address" }], wrong)).toMatchObject({ name: "email", email: customer.email, problem: null });
  });

  test("pages are put behind each other, and a booking that moved between them is there once", () => {
    const booking = bookingAhead();
    const page = (ids: string[], nextCursor: string | null): CustomerEvent => ({ type: "list-loaded", when: "upcoming", bookings: ids.map((id) => ({ ...booking, id })), nextCursor });
    const state = run([{ type: "signed-in", customer }, page(["a", "b"], "x"), { type: "more-loading", when: "upcoming" }, page(["b", "c"], null)]);
    expect(state.name === "list" && state.upcoming.bookings.map(({ id }) => id)).toEqual(["a", "b", "c"]);
  });

  test("a code is what it is, however it was copied", () => {
    expect(digitsOf(" 123 456\n")).toBe("123456");
    expect(digitsOf("123-456")).toBe("123456");
  });
});
