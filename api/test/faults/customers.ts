import type { Processes } from "../helpers/api-processes.js";
import type { Random } from "../helpers/random.js";
import { pause } from "../helpers/until.js";
import type { Ledger } from "./ledger.js";

/** What a request may take: longer than the API waits for its database. */
const LONGEST_ANSWER_MS = 20_000;
/** After this many tries nobody could say that the API recovers by itself. */
const MOST_TRIES = 400;

export interface Shop {
  secretKey: string;
  serviceIds: string[];
  /** Starts that customers want; several want the same. */
  starts: string[];
}

interface Answer {
  status: number;
  body: any;
}

/** People who book for as long as they are let, as the SDK does it: what was not answered is sent again, with its key. */
export class Customers {
  #open = true;
  #gate: { opened: Promise<void>; open: () => void } | undefined;
  #waiting = 0;
  readonly #all: Promise<void>;

  constructor(
    readonly count: number,
    readonly processes: Processes,
    readonly shop: Shop,
    readonly ledger: Ledger,
    random: Random,
  ) {
    this.#all = Promise.all(Array.from({ length: count }, (_, customer) => this.#bookOn(random.fork(customer)))).then(() => {});
    // Awaited in `stop`; told there.
    this.#all.catch(() => {});
  }

  /** Lets nobody begin another request, and waits until those under way are answered. */
  async pause(): Promise<void> {
    let open = () => {};
    this.#gate = { opened: new Promise((resolve) => (open = resolve)), open };
    await Promise.race([this.#all, this.#allWait()]);
  }

  goOn(): void {
    this.#gate?.open();
    this.#gate = undefined;
  }

  async stop(): Promise<void> {
    this.#open = false;
    this.goOn();
    await this.#all;
  }

  async #allWait(): Promise<void> {
    while (this.#waiting < this.count) await pause(5);
  }

  async #bookOn(random: Random): Promise<void> {
    let journey = 0;
    while (this.#open) await this.#journey(random.fork(++journey), `${random.seed}/${journey}`);
  }

  async #journey(random: Random, name: string): Promise<void> {
    const { secretKey, serviceIds, starts } = this.shop;
    const key = (what: string) => ({ Authorization: `Bearer ${secretKey}`, "Idempotency-Key": `${name} ${what}` });
    this.ledger.asked += 1;
    const hold = await this.#send("POST", "/v1/holds", { serviceId: random.pick(serviceIds), start: random.pick(starts) }, key("hold"));
    if (hold.status !== 201) return;
    this.ledger.held.add(hold.body.id);
    const token = { "Holdfast-Token": hold.body.token };
    if (random.chance(0.2)) await this.#send("POST", `/v1/holds/${hold.body.id}/extend`, undefined, token);
    if (random.chance(0.15)) return void (await this.#send("DELETE", `/v1/holds/${hold.body.id}`, undefined, token));
    const customer = { name: "Asha Rao", email: `customer${random.between(1, 50)}@customer.test` };
    const paid = await this.#send("POST", `/v1/holds/${hold.body.id}/checkout`, { customer }, key("checkout"));
    if (paid.status !== 200) return this.ledger.find(`The checkout of live hold ${hold.body.id} was answered ${paid.status} ${JSON.stringify(paid.body)}`);
    const { id } = paid.body.booking;
    this.ledger.booked.set(id, hold.body.id);
    if (random.chance(0.6)) return;
    this.ledger.cancelling.add(id);
    const cancelled = await this.#send("POST", `/v1/bookings/${id}/cancel`, {}, key("cancel"));
    // Sent again without an answer, it may have been cancelled by the first try.
    if (cancelled.status === 200 || cancelled.body.code === "booking_not_active") this.ledger.cancelled.add(id);
    else this.ledger.find(`Booking ${id} could not be cancelled: ${cancelled.status} ${JSON.stringify(cancelled.body)}`);
  }

  /** The first answer that is one: 503 and cut connections are tried again. */
  async #send(method: string, path: string, body: object | undefined, headers: Record<string, string>): Promise<Answer> {
    for (let tries = 0; tries < MOST_TRIES; tries++) {
      if (this.#gate) {
        this.#waiting += 1;
        await this.#gate.opened;
        this.#waiting -= 1;
      }
      const answer = await this.#sendOnce(method, path, body, headers);
      if (answer && answer.status !== 503 && answer.body?.code !== "idempotency_in_flight") return answer;
      await pause(10 + Math.min(tries, 20) * 5);
    }
    throw new Error(`${method} ${path} was not answered in ${MOST_TRIES} tries.`);
  }

  async #sendOnce(method: string, path: string, body: object | undefined, headers: Record<string, string>): Promise<Answer | undefined> {
    const { url } = await this.processes.living();
    try {
      const response = await fetch(url + path, {
        method,
        headers: { ...headers, ...(body && { "Content-Type": "application/json" }) },
        ...(body && { body: JSON.stringify(body) }),
        signal: AbortSignal.timeout(LONGEST_ANSWER_MS),
      });
      const text = await response.text();
      this.ledger.count(response.status);
      if (response.status === 503 && !response.headers.get("Retry-After")) this.ledger.find(`${method} ${path}: a 503 without Retry-After.`);
      if (response.status >= 500 && response.status !== 503) this.ledger.find(`${method} ${path} was answered ${response.status} ${text}`);
      return { status: response.status, body: text === "" ? undefined : JSON.parse(text) };
    } catch (error) {
      if (error instanceof DOMException && error.name === "TimeoutError") this.ledger.find(`${method} ${path} had no answer within ${LONGEST_ANSWER_MS} ms.`);
      this.ledger.count("cut off");
      return undefined;
    }
  }
}
