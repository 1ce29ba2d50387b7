import { createBookingsClient } from "@holdfast/sdk/bookings";
import { createCustomerClient, createCustomers, type CustomerClient, type Customers } from "@holdfast/sdk/customers";
import type { BookingAccess } from "../account/access.js";
import type { AccountHost } from "../account/view.js";
import { failureOf } from "../failure.js";
import { type CustomerEvent, type CustomerState, nextCustomerState, SIGNED_OUT, type SignInProblem, type When } from "./customer-flow.js";
import { digitsOf } from "./digits.js";
import { keptOf, SessionStore } from "./session-store.js";
import { listStep } from "./list-step.js";
import { signInStep } from "./sign-in-step.js";
import { SignedOut, Tokens } from "./tokens.js";

const PAGE_SIZE = 10;
const WHENS = ["upcoming", "past"] as const;

/** A customer's way in, and their bookings: calls the API, and feeds what comes of it to the flow. */
export class CustomerRoom {
  state: CustomerState = SIGNED_OUT;
  readonly #api: Customers;
  readonly #store: SessionStore;
  readonly #tokens: Tokens;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(readonly host: AccountHost) {
    const { connection } = host;
    this.#api = createCustomers(connection);
    this.#store = new SessionStore(`holdfast account ${connection.key}`);
    this.#tokens = new Tokens(this.#api, this.#store);
    const session = this.#store.get();
    if (session) this.state = nextCustomerState(this.state, { type: "signed-in", customer: session.customer });
  }

  get isSignedIn(): boolean {
    return this.state.name === "list";
  }

  render() {
    // Draws the seconds until another code can be sent.
    clearTimeout(this.#timer);
    if (this.state.name === "code" && this.state.againAtMs > Date.now()) this.#timer = setTimeout(() => this.host.requestUpdate(), 1000);
    return this.state.name === "list" ? listStep(this, this.state) : signInStep(this, this.state);
  }

  dispatch(event: CustomerEvent): void {
    const before = this.state;
    this.state = nextCustomerState(before, event);
    this.host.requestUpdate();
    if (event.type === "problem" || event.type === "signed-out") this.host.focusOn("#field");
    else if (this.state.name !== before.name) this.host.focusOn(this.state.name === "list" ? "#step" : "#field");
    else if (event.type === "code-sent") this.host.announce(this.host.i18n.t("sentAgain"));
  }

  /** Shows the lists as they are now. */
  load(): void {
    for (const when of WHENS) {
      if (this.state.name !== "list") return;
      if (this.state[when].phase !== "ready") this.dispatch({ type: "list-loading", when });
      void this.#loadPage(when, null);
    }
  }

  /** The next page of a list. */
  more(when: When): void {
    if (this.state.name !== "list" || this.state[when].phase === "loading") return;
    const { nextCursor } = this.state[when];
    this.dispatch({ type: "more-loading", when });
    void this.#loadPage(when, nextCursor);
  }

  /** Has a code sent, or another one. */
  async sendCode(typed: string): Promise<void> {
    const { state, host } = this;
    if (state.name === "list" || state.busy) return;
    const email = typed.trim();
    if (!email) return this.#problem("email-missing");
    if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email)) return this.#problem("email-wrong");
    this.dispatch({ type: "busy", email });
    try {
      const { expiresInSeconds } = await this.#api.signIn({ email, locale: host.i18n.locale });
      this.dispatch({ type: "code-sent", nowMs: Date.now(), expiresInSeconds });
    } catch (error) {
      this.#failed(error);
    }
  }

  /** Signs in with the digits that were typed. */
  async verify(typed: string): Promise<void> {
    const { state } = this;
    if (state.name !== "code" || state.busy) return;
    const code = digitsOf(typed);
    if (code.length !== 6) return this.#problem("code-missing");
    this.dispatch({ type: "busy", email: state.email });
    try {
      const session = await this.#api.verify({ email: state.email, code });
      this.#store.set(keptOf(session, Date.now()));
      this.dispatch({ type: "signed-in", customer: session.customer });
      this.host.emit("signed-in", { customer: session.customer });
      this.load();
    } catch (error) {
      const { code: problem } = failureOf(error);
      if (problem === "wrong_code") this.#problem(Date.now() >= state.expiresAtMs ? "code-expired" : "code-wrong");
      else this.#failed(error);
    }
  }

  /** Ends the session, here at once and there as soon as it can be told. */
  signOut(): void {
    const session = this.#store.get();
    this.#leave(null);
    if (session) this.#api.signOut({ refreshToken: session.refreshToken }).catch(() => undefined);
  }

  /** One of one's own bookings, to be read, moved and cancelled. */
  access(id: string): BookingAccess {
    const call = <T>(make: (bookings: CustomerClient["bookings"]) => Promise<T>): Promise<T> => this.#call(({ bookings }) => make(bookings));
    const token = this.#known(id)?.token;
    return {
      read: () => call((bookings) => bookings.get(id)),
      cancel: () => call((bookings) => bookings.cancel(id)),
      reschedule: (input) => call((bookings) => bookings.reschedule(id, input)),
      calendarUrl: token ? createBookingsClient(this.host.connection).bookings.calendarUrl({ id, token }) : null,
    };
  }

  #known(id: string) {
    const { state } = this;
    return state.name === "list" ? [...state.upcoming.bookings, ...state.past.bookings].find((booking) => booking.id === id) : undefined;
  }

  async #loadPage(when: When, cursor: string | null): Promise<void> {
    try {
      const { data, nextCursor } = await this.#call(({ me }) => me.bookings({ when, limit: PAGE_SIZE, ...(cursor && { cursor }) }));
      if (!cursor) this.dispatch({ type: "list-loading", when });
      this.dispatch({ type: "list-loaded", when, bookings: data, nextCursor });
    } catch (error) {
      if (error instanceof SignedOut) return;
      const failure = failureOf(error);
      this.dispatch({ type: "list-failed", when, failure });
      this.host.emit("error", { code: failure.code, detail: failure.detail });
    }
  }

  /** Calls as the customer. Whatever finds the session over shows the way in. */
  async #call<T>(make: (client: CustomerClient) => Promise<T>): Promise<T> {
    const { baseUrl } = this.host.connection;
    try {
      return await this.#tokens.with((accessToken) => make(createCustomerClient({ baseUrl, accessToken })));
    } catch (error) {
      if (error instanceof SignedOut) this.#leave({ what: "signed-out" });
      throw error;
    }
  }

  #leave(problem: SignInProblem | null): void {
    if (this.state.name !== "list") return;
    this.#store.set(null);
    this.dispatch({ type: "signed-out", problem });
    this.host.emit("signed-out", {});
    this.host.toList();
  }

  #problem(what: Exclude<SignInProblem["what"], "failed">): void {
    this.dispatch({ type: "problem", problem: { what } });
  }

  #failed(error: unknown): void {
    const failure = failureOf(error);
    this.dispatch({ type: "problem", problem: { what: "failed", failure } });
    this.host.emit("error", { code: failure.code, detail: failure.detail });
  }
}
