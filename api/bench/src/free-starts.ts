import type { Business } from "./business.js";
import { requestText } from "./load/request.js";
import { expectStatus } from "./load/closed-loop.js";
import type { HttpConnection } from "./load/http-connection.js";
import type { Expressions } from "./rows/bare-statements.js";

const SERVICES = 40;
const INTERVAL_MINUTES = 15;
const DAYS = 1090;
const DAY_MS = 86_400_000;
/** So many that no run comes to the end of them. */
const STARTS = SERVICES * ((24 * 60) / INTERVAL_MINUTES) * DAYS;

/** Two starts that differ in time, service and room: what their rows have in common, all have. */
export const FIRST_SAMPLE = 0;
export const SECOND_SAMPLE = SERVICES + 1;

/** Services with a room each, open day and night for three years: millions of starts, of which each is asked for once. */
export interface FreeStarts {
  secretKey: string;
  serviceIds: string[];
  resourceIds: string[];
  firstMs: number;
}

export async function createFreeStarts(business: Business): Promise<FreeStarts> {
  const resourceIds: string[] = [];
  const serviceIds: string[] = [];
  for (let index = 0; index < SERVICES; index++) {
    const resourceId = await business.resource();
    resourceIds.push(resourceId);
    serviceIds.push(await business.service({ resourceIds: [resourceId], durationMinutes: INTERVAL_MINUTES, price: { amount: 0, currency: "INR" } }));
  }
  return { secretKey: business.secretKey, serviceIds, resourceIds, firstMs: Math.ceil(Date.now() / DAY_MS + 1) * DAY_MS };
}

/** One customer after the other, each with a start of their own. */
export class Customers {
  #next: number;

  /** @param from - how many starts are taken already. */
  constructor(readonly starts: FreeStarts, from = 0) {
    this.#next = from;
  }

  /** Places a hold. @returns its id. */
  hold(connection: HttpConnection): Promise<string> {
    return this.#hold(connection, this.#next++);
  }

  /** Places a hold and makes it a booking. */
  async book(connection: HttpConnection): Promise<void> {
    const number = this.#next++;
    const holdId = await this.#hold(connection, number);
    const request = requestText("POST", `/v1/holds/${holdId}/checkout`, this.#headers(`checkout ${number}`), { customer: customerOf(number) });
    expectStatus(await connection.send(request), 200);
  }

  async #hold(connection: HttpConnection, number: number): Promise<string> {
    const answer = await connection.send(requestText("POST", "/v1/holds", this.#headers(`hold ${number}`), startOf(this.starts, number)));
    expectStatus(answer, 201);
    // The answer begins with its id: parsing all of it would cost the client more than sending did.
    return /"id":"(hold_[0-9a-z]+)"/.exec(answer.body.toString("latin1", 0, 100))![1]!;
  }

  #headers(idempotencyKey: string) {
    return { Authorization: `Bearer ${this.starts.secretKey}`, "Idempotency-Key": idempotencyKey };
  }
}

export function startOf({ serviceIds, firstMs }: FreeStarts, number: number): { serviceId: string; start: string } {
  if (number >= STARTS) throw new Error("All starts are taken: a shorter run, or a longer horizon, is needed.");
  const start = new Date(firstMs + Math.floor(number / SERVICES) * INTERVAL_MINUTES * 60_000).toISOString();
  return { serviceId: serviceIds[number % SERVICES]!, start };
}

/** Somebody new each time, as a growing business has them. */
export const customerOf = (number: number) => ({ name: "Asha Rao", email: `customer${number}@bench.test`, phone: "+919876543210" });

/** The same starts in SQL, of the operation that `:id` numbers, and ids of the same length and order. */
export function expressionsFor({ serviceIds, resourceIds, firstMs }: FreeStarts): Expressions {
  const id = ":id::bigint";
  const pick = (values: string[]) => `('{${values.join(",")}}'::text[])[1 + ${id} % ${SERVICES}]`;
  const start = `(timestamptz '${new Date(firstMs).toISOString()}' + ${id} / ${SERVICES} * interval '${INTERVAL_MINUTES} minutes')`;
  const end = `(${start} + interval '${INTERVAL_MINUTES} minutes')`;
  const named = (prefix: string) => `'${prefix}_' || lpad((${id})::text, 21, '0')`;
  const hash = `sha256((${id})::text::bytea)`;
  return {
    hold_id: named("hold"),
    booking_id: named("bkg"),
    customer_id: named("cus"),
    message_id: named("msg"),
    reference: `'HF-' || lpad((${id})::text, 9, '0')`,
    email: `'customer' || ${id} || '@bench.test'`,
    service_id: pick(serviceIds),
    resource_id: pick(resourceIds),
    resource_ids: `array[${pick(resourceIds)}]`,
    // Spread over the whole index, as the API's hashes are.
    session_key: `md5((${id})::text)::uuid`,
    key_hash: hash,
    request_hash: hash,
    starts_at: start,
    ends_at: end,
    during: `tstzrange(${start}, ${end})`,
    created_at: "now()",
    ended_at: "now()",
    remind_at: `${start} - interval '1 day'`,
    due_at: "now()",
    expires_at: "now() + interval '1 hour'",
    expires_at_most: "now() + interval '2 hours'",
  };
}
