import { randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { Calendar, type FakeSlot } from "./fake-calendar.js";
import type { Booking } from "../../src/model.js";
import { service as plainService } from "./fixtures.js";

const DIST = new URL("../../dist/", import.meta.url);
const PAGES = new URL("../pages/", import.meta.url);
const TYPES: Record<string, string> = { js: "text/javascript", map: "application/json", html: "text/html", css: "text/css" };
const CSP = [
  "default-src 'self'",
  "style-src 'self'",
  "script-src 'self'",
  "require-trusted-types-for 'script'",
  "trusted-types lit-html holdfast",
].join("; ");

/** A refusal, as the API sends it. */
export interface Refusal {
  status: number;
  code: string;
  retryAfterSeconds?: number;
  [more: string]: unknown;
}

interface FakeHold {
  id: string;
  token: string;
  status: string;
  start: string;
  end: string;
  quantity: number;
  durationMinutes: number;
  expiresAtMs: number;
  extensionsLeft: number;
  email: string;
  name: string;
  /** The booking that its payment moves. */
  moves?: string;
}

type Answer = { status: number; body: unknown };
type Script = (request: { method: string; path: string; body: Record<string, unknown> }) => Refusal | "hang" | "drop" | null;

/** A booking API in one process, which does what a test tells it. It serves the widget and a page for it too. */
export class FakeApi {
  service = structuredClone(plainService);
  readonly calendar = new Calendar();
  readonly holds = new Map<string, FakeHold>();
  /** Bookings that are made, by id; all answer to the token `booking-token`. */
  readonly bookings = new Map<string, Booking>();
  readonly requests: { method: string; path: string; body: Record<string, unknown>; token: string | undefined }[] = [];
  holdSeconds = 300;
  nextAvailable: string | null = null;
  /** Asked before each call; a refusal, silence or a dropped connection comes instead of the answer. */
  script: Script = () => null;
  readonly #server = createServer((request, response) => void this.#serve(request, response));

  /** Starts on a free port; gives the origin. */
  async listen(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, "127.0.0.1", resolve));
    return this.origin;
  }

  get origin(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  close(): Promise<void> {
    this.#server.closeAllConnections();
    return new Promise((resolve) => this.#server.close(() => resolve()));
  }

  /** Back to how it began. */
  reset(): void {
    this.service = structuredClone(plainService);
    this.calendar.clear();
    this.holds.clear();
    this.bookings.clear();
    this.requests.length = 0;
    this.holdSeconds = 300;
    this.nextAvailable = null;
    this.script = () => null;
  }

  /** How often a call was made. */
  count(method: string, path: RegExp): number {
    return this.requests.filter((request) => request.method === method && path.test(request.path)).length;
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? "/", this.origin);
    if (!url.pathname.startsWith("/v1/")) return this.#serveFile(url, response);
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const text = Buffer.concat(chunks).toString();
    const body = text ? (JSON.parse(text) as Record<string, unknown>) : {};
    const { method = "GET" } = request;
    const path = url.pathname.slice(3);
    const token = request.headers["holdfast-token"];
    this.requests.push({ method, path, body, token: typeof token === "string" ? token : undefined });
    const scripted = this.script({ method, path, body });
    if (scripted === "hang") return;
    if (scripted === "drop") return void response.destroy();
    const answer = scripted ? refuse(scripted) : this.#answer(method, path, url.searchParams, body, String(token ?? ""));
    const headers: Record<string, string> = {
      "content-type": answer.status < 400 ? "application/json" : "application/problem+json",
    };
    if (scripted?.retryAfterSeconds !== undefined) headers["retry-after"] = String(scripted.retryAfterSeconds);
    response.writeHead(answer.status, headers);
    response.end(answer.status === 204 ? undefined : JSON.stringify(answer.body));
  }

  #answer(method: string, path: string, query: URLSearchParams, body: Record<string, unknown>, token: string): Answer {
    if (path === `/services/${this.service.id}`) return ok(this.service);
    if (path === "/availability") return ok(this.#availability(query, token));
    if (path === "/holds" && method === "POST") return this.#placeHold(body);
    const [, , id = "", verb = ""] = path.split("/");
    if (path.startsWith("/bookings/")) return this.#booking(id, verb, body, token);
    const hold = path.startsWith("/holds/") ? this.holds.get(id) : undefined;
    if (!hold || hold.token !== token) return refuse({ status: 404, code: "not_found" });
    if (Date.now() >= hold.expiresAtMs && hold.status === "held") hold.status = "expired";
    if (method === "DELETE") {
      hold.status = "released";
      return { status: 204, body: null };
    }
    if (method === "GET") return ok(this.#view(hold));
    if (verb === "confirm") return ok(this.#confirm(hold));
    if (hold.status !== "held" && hold.status !== "paying") return refuse({ status: 410, code: "hold_expired" });
    if (verb === "extend") {
      hold.expiresAtMs = Date.now() + this.holdSeconds * 1000;
      hold.extensionsLeft--;
      return ok(this.#view(hold));
    }
    return this.#checkout(hold, body);
  }

  #availability(query: URLSearchParams, token: string) {
    const mine = [...this.holds.values()].find((hold) => hold.token === token && hold.status !== "released");
    const timeZone = query.get("timeZone") ?? "UTC";
    const days = this.calendar.days(query.get("from") ?? "", query.get("to") ?? "", timeZone, this.service.capacity);
    const taken = new Set(
      [...this.holds.values()]
        .filter((hold) => hold !== mine && ["held", "paying", "confirmed"].includes(hold.status))
        .map((hold) => hold.start),
    );
    return {
      timeZone,
      days: days.map(({ date, slots }) => ({
        date,
        slots: slots
          .filter((slot) => !taken.has(slot.start))
          .map((slot) => (slot.start === mine?.start ? { ...slot, heldByYou: true } : slot)),
      })),
      nextAvailable: this.nextAvailable,
    };
  }

  #placeHold(body: Record<string, unknown>): Answer {
    const start = String(body["start"]);
    if (this.calendar.isTaken(start))
      return refuse({
        status: 409,
        code: "slot_unavailable",
        reason: "held",
        alternatives: this.calendar.nearest(start, this.service.timeZone),
      });
    const replaced = this.holds.get(String(body["replaces"]));
    if (replaced) replaced.status = "released";
    const durationMinutes = Number(body["durationMinutes"] ?? this.service.durationMinutes);
    const hold: FakeHold = {
      id: `hold_${randomBytes(8).toString("hex")}`,
      token: randomBytes(12).toString("hex"),
      status: "held",
      start,
      end: new Date(Date.parse(start) + durationMinutes * 60_000).toISOString(),
      quantity: Number(body["quantity"] ?? 1),
      durationMinutes,
      expiresAtMs: Date.now() + this.holdSeconds * 1000,
      extensionsLeft: 10,
      email: "",
      name: "",
    };
    this.holds.set(hold.id, hold);
    return { status: 201, body: { ...this.#view(hold), token: hold.token } };
  }

  #checkout(hold: FakeHold, body: Record<string, unknown>): Answer {
    const customer = body["customer"] as { name: string; email: string };
    Object.assign(hold, { name: customer.name, email: customer.email });
    const { total } = this.#terms(hold);
    if (total.amount === 0) return ok({ status: this.#statusOf(hold), booking: this.#confirm(hold) });
    hold.status = "paying";
    hold.expiresAtMs = Date.now() + this.holdSeconds * 1000;
    return ok({
      status: "requires_payment",
      payment: this.#payment(total.amount, total.currency),
      ...this.#times(hold),
    });
  }

  #statusOf(hold: FakeHold) {
    return this.#terms(hold).requiresApproval ? "pending" : "confirmed";
  }

  #confirm(hold: FakeHold) {
    const moved = this.bookings.get(hold.moves ?? "");
    if (moved) return this.#move(moved, hold);
    hold.status = "confirmed";
    return {
      id: `bkg_${hold.id.slice(5)}`,
      reference: "HF-7KQ2",
      token: "booking-token",
      status: this.#statusOf(hold),
      holdId: hold.id,
      service: { id: this.service.id, name: this.service.name },
      resources: this.service.requirements[0]?.resources ?? [],
      start: hold.start,
      end: hold.end,
      timeZone: this.service.timeZone,
      quantity: hold.quantity,
      price: this.#terms(hold).total,
      terms: this.#terms(hold),
      customer: { name: hold.name, email: hold.email, phone: null },
      answers: {},
      business: { name: "Studio Kaveri" },
      payment: null,
      createdAt: new Date().toISOString(),
      cancelledAt: null,
    };
  }

  /** A booking, cancelled at once and with its refund begun, or moved to a hold. */
  #booking(id: string, verb: string, body: Record<string, unknown>, token: string): Answer {
    const booking = this.bookings.get(id);
    if (!booking || token !== "booking-token") return refuse({ status: 404, code: "not_found" });
    if (!verb) return ok(booking);
    if (booking.status !== "confirmed") return refuse({ status: 409, code: "booking_not_active" });
    const { payment } = booking;
    if (verb === "cancel") {
      const refunded = payment && ({ ...payment, status: "refund_pending", refundedAmount: payment.amount } as const);
      return ok(this.book({ ...booking, status: "cancelled", cancelledAt: new Date().toISOString(), payment: refunded }));
    }
    const hold = this.holds.get(String(body["holdId"]));
    if (!hold || hold.token !== body["holdToken"]) return refuse({ status: 404, code: "not_found" });
    if (Date.now() >= hold.expiresAtMs) return refuse({ status: 410, code: "hold_expired" });
    const due = this.#terms(hold).total.amount - booking.price.amount;
    if (due > 0) {
      hold.status = "paying";
      hold.moves = id;
      return ok({ status: "requires_payment", payment: this.#payment(due, booking.price.currency), ...this.#times(hold) });
    }
    return ok(this.#move(booking, hold));
  }

  #move(booking: Booking, hold: FakeHold): Booking {
    hold.status = "confirmed";
    return this.book({ ...booking, start: hold.start, end: hold.end, price: this.#terms(hold).total, holdId: hold.id, movedAt: new Date().toISOString() });
  }

  /** Makes it be as given. */
  book(booking: Booking): Booking {
    this.bookings.set(booking.id, booking);
    return booking;
  }

  #payment(amount: number, currency: string) {
    return {
      provider: "razorpay",
      keyId: "rzp_test_1",
      orderId: "order_AAAAAAAAAAAAAA",
      amount,
      currency,
      scriptUrl: `${this.origin}/fake-razorpay.js`,
    };
  }

  #terms({ quantity, durationMinutes }: FakeHold) {
    const option = this.service.durations.find((choice) => choice.durationMinutes === durationMinutes);
    const unitPrice = option?.price ?? this.service.price;
    const amount = unitPrice.amount * quantity;
    const percent = this.service.taxPercent;
    return {
      unitPrice,
      quantity,
      total: { ...unitPrice, amount },
      tax: percent === null ? null : { percent, amount: Math.round(amount - amount / (1 + percent / 100)) },
      cancellation: this.service.cancellation,
      ...(this.service.requiresApproval && { requiresApproval: true }),
    };
  }

  #times(hold: FakeHold) {
    return {
      expiresAt: new Date(hold.expiresAtMs).toISOString(),
      expiresInSeconds: Math.max(0, (hold.expiresAtMs - Date.now()) / 1000),
      serverTime: new Date().toISOString(),
    };
  }

  #view(hold: FakeHold) {
    const { id, status, start, end, quantity, durationMinutes, extensionsLeft } = hold;
    return {
      id,
      status,
      serviceId: this.service.id,
      start,
      end,
      timeZone: this.service.timeZone,
      quantity,
      durationMinutes,
      resources: this.service.requirements[0]?.resources ?? [],
      price: this.#terms(hold).total,
      terms: this.#terms(hold),
      ...this.#times(hold),
      extensionsLeft,
      ...(status === "confirmed" ? { booking: { id: `bkg_${id.slice(5)}`, reference: "HF-7KQ2", status: this.#statusOf(hold) } } : {}),
    };
  }

  async #serveFile(url: URL, response: ServerResponse): Promise<void> {
    const name = url.pathname.slice(1);
    const folder = name.startsWith("booking-") ? DIST : PAGES;
    try {
      const content = await readFile(new URL(name, folder));
      const type = TYPES[name.split(".").at(-1) ?? ""] ?? "text/plain";
      response.writeHead(200, { "content-type": `${type}; charset=utf-8`, "content-security-policy": CSP });
      response.end(content);
    } catch {
      response.writeHead(404).end();
    }
  }
}

const ok = (body: unknown): Answer => ({ status: 200, body });

const refuse = ({ status, code, ...more }: Refusal): Answer => ({
  status,
  body: { type: "about:blank", title: code, status, detail: `Refused: ${code}.`, code, ...more },
});

export type { FakeSlot };
