import type { Fault, WebhookRule } from "../../../examples/razorpay-emulator/index.js";
import { OPENS_AT, SERVICES, type ServiceName } from "./businesses.js";
import type { Random } from "../helpers/random.js";
import type { Size } from "./size.js";

/** What becomes of a customer's money; how often of a hundred. */
const OUTCOMES = {
  authorised: 28,
  captured: 15,
  "failed, then paid": 8,
  "authorised late": 7,
  "paid late": 7,
  "paid late, against a rival": 7,
  "released, then paid": 5,
  "paid twice": 6,
  "paid twice, the second told first": 3,
  "wrong amount": 4,
  "paid, and nobody told": 5,
  "never paid": 5,
} as const;
export type Outcome = keyof typeof OUTCOMES;

/** How the browser tells of a payment. */
const CALLBACKS = { sent: 60, dropped: 16, "twice at once": 10, "forged first": 7, "of another hold first": 7 } as const;
export type Callback = keyof typeof CALLBACKS;

/** Trouble for the provider's answers about one order or payment. */
export interface GatewayTrouble {
  on: "order" | "look" | "capture" | "refund";
  fault: Fault;
}

export interface Cancellation {
  by: "customer" | "owner";
  /** At once, or when the round is over. */
  later: boolean;
}

/** Everything one customer does, and what happens to them. */
export interface JourneyPlan {
  name: string;
  business: number;
  service: ServiceName;
  /** The starts that are tried, one after the other, until one is free. */
  starts: string[];
  quantity: number;
  outcome: Outcome;
  /** Whether the merchant's dashboard has captured the late or second payment already. */
  capturedAlready: boolean;
  callback: Callback;
  cancellation: Cancellation | undefined;
  webhookTrouble: WebhookRule[];
  gatewayTrouble: GatewayTrouble[];
  /** Who comes for the slot of a late payment; wins it before the payment comes, or races with it. */
  rival: { plan: JourneyPlan; races: boolean } | undefined;
}

/** A moment of the whole town: time goes on by some seconds, and something else may begin or end. */
export interface WeatherPlan {
  advanceMs: number;
  webhooks: "hold" | "release" | "release reversed" | undefined;
  refundMode: { business: number; mode: "processed" | "pending" | "failed" } | undefined;
  /** How many in a hundred of the pending refunds fail when all are settled; undefined settles none. */
  settleRefunds: { failing: number } | undefined;
  listLagSeconds: number | undefined;
}

export interface KillPlan {
  /** What is under way at the moment of the kill. */
  moment: "request" | "webhook" | "gateway call" | "gateway call of the reconciler";
  /** Which one of them, counted from the beginning. */
  nth: number;
  /** How long after its beginning, in milliseconds; for a gateway call, whether it took effect first. */
  delayMs: number;
  afterEffect: boolean;
  /** All processes at once, and not only the one that is at it. */
  all: boolean;
}

export interface Plan {
  rounds: { journeys: JourneyPlan[]; weather: WeatherPlan[] }[];
  kills: KillPlan[];
}

/** Two businesses; see `businesses.ts`. */
const BUSINESSES = 2;
const WEATHERS_PER_ROUND = 6;
/** No slot is sooner than this, so that none has begun when the last late payment is looked at. */
const FIRST_DAY = 12;
/** Midnight in Kolkata of the day the run begins on. */
const DAY_0_MS = Date.parse("2026-03-01T00:00:00+05:30");
const MINUTE_MS = 60_000;

/** Everything that will happen, from the seed alone. */
export function drawPlan(random: Random, size: Size): Plan {
  const rounds = Array.from({ length: size.rounds }, (_, round) => ({
    journeys: Array.from({ length: size.journeysPerRound }, (_, i) => drawJourney(random.fork(`journey ${round}.${i}`), `${round}.${i}`, round, size)),
    weather: Array.from({ length: WEATHERS_PER_ROUND }, (_, i) => drawWeather(random.fork(`weather ${round}.${i}`))),
  }));
  return { rounds, kills: drawKills(random.fork("kills"), size) };
}

/** @param victim - whose slot a rival wants. */
function drawJourney(random: Random, name: string, round: number, size: Size, victim?: Pick<JourneyPlan, "business" | "service">): JourneyPlan {
  const outcome = victim ? random.pick(["authorised", "captured"] as const) : random.weighted(OUTCOMES);
  const business = victim?.business ?? random.between(0, BUSINESSES - 1);
  const service = victim?.service ?? random.weighted({ room: 22, cut: 21, trim: 22, class: 35 });
  const isUntold = outcome === "paid, and nobody told";
  return {
    name,
    business,
    service,
    starts: Array.from({ length: 6 }, () => drawStart(random, service, round, size)),
    quantity: service === "class" ? random.between(1, 3) : 1,
    outcome,
    capturedAlready: random.chance(0.4),
    callback: isUntold ? "dropped" : random.weighted(CALLBACKS),
    cancellation: random.chance(0.18) ? { by: random.pick(["customer", "owner"]), later: random.chance(0.5) } : undefined,
    webhookTrouble: isUntold ? [{ action: "lose", count: 3 }] : drawWebhookTrouble(random),
    gatewayTrouble: drawGatewayTrouble(random),
    rival:
      outcome === "paid late, against a rival"
        ? { plan: drawJourney(random.fork("rival"), `${name}r`, round, size, { business, service }), races: random.chance(0.4) }
        : undefined,
  };
}

/** As many days for each round as leave its customers somewhat short of slots. */
const DAYS_PER_ROUND = 1.4;

/** Two days are on offer at a time, so that what one round left over is wanted by the next one. */
function drawStart(random: Random, service: ServiceName, round: number, { openHours }: Size): string {
  const { durationMinutes } = SERVICES[service];
  const day = FIRST_DAY + Math.floor(round * DAYS_PER_ROUND) + (random.chance(0.3) ? 1 : 0);
  const slot = random.between(0, Math.floor((openHours * 60) / durationMinutes) - 1);
  return new Date(DAY_0_MS + (day * 24 + OPENS_AT) * 60 * MINUTE_MS + slot * durationMinutes * MINUTE_MS).toISOString();
}

function drawWebhookTrouble(random: Random): WebhookRule[] {
  switch (random.weighted({ none: 52, "lose one": 12, "lose all": 10, duplicate: 12, delay: 14 })) {
    case "none":
      return [];
    case "lose one":
      return [{ action: "lose" }];
    case "lose all":
      return [{ action: "lose", count: 3 }];
    case "duplicate":
      return [{ action: "duplicate", count: 3 }];
    case "delay":
      return [{ action: "delay", delaySeconds: random.pick([3, 20, 700, 4000]), count: random.between(1, 3) }];
  }
}

const TROUBLED = { order: 0.05, look: 0.06, capture: 0.07, refund: 0.12 } as const;

function drawGatewayTrouble(random: Random): GatewayTrouble[] {
  return (["order", "look", "capture", "refund"] as const)
    .filter((on) => random.chance(TROUBLED[on]))
    .map((on) => ({ on, fault: drawFault(random) }));
}

function drawFault(random: Random): Fault {
  const count = random.weighted({ 1: 70, 2: 20, 3: 10 } as Record<string, number>);
  const times = { count: Number(count) };
  switch (random.weighted({ 429: 20, 500: 15, 503: 15, html: 15, reset: 15, "reset after": 15, hang: 5 } as Record<string, number>)) {
    case "429":
      return { kind: "status", status: 429, ...times };
    case "500":
      return { kind: "status", status: 500, afterCommit: random.chance(0.5), ...times };
    case "503":
      return { kind: "status", status: 503, ...times };
    case "html":
      return { kind: "html", afterCommit: random.chance(0.5), ...times };
    case "reset":
      return { kind: "reset", ...times };
    case "reset after":
      return { kind: "reset", afterCommit: true, ...times };
    default:
      // Each one costs a time-out of real time.
      return { kind: "hang", afterCommit: random.chance(0.8), count: 1 };
  }
}

function drawWeather(random: Random): WeatherPlan {
  return {
    advanceMs: random.between(2_000, 5_000),
    webhooks: random.pick(["hold", "release", "release reversed", "release reversed", undefined]),
    refundMode: random.chance(0.3)
      ? { business: random.between(0, BUSINESSES - 1), mode: random.weighted({ processed: 50, pending: 30, failed: 20 }) }
      : undefined,
    settleRefunds: random.chance(0.3) ? { failing: random.pick([0, 20]) } : undefined,
    listLagSeconds: random.chance(0.2) ? random.pick([0, 2, 120]) : undefined,
  };
}

/** How often each moment comes, at least, per customer: a kill is drawn from among these. */
const MOMENTS_PER_JOURNEY = { request: 3, webhook: 2, "gateway call": 3 } as const;

function drawKills(random: Random, { rounds, journeysPerRound, kills }: Size): KillPlan[] {
  const journeys = rounds * journeysPerRound;
  const kill = (moment: KillPlan["moment"], most: number): KillPlan => ({
    moment,
    nth: random.between(1, most),
    delayMs: random.between(0, 12),
    afterEffect: random.chance(0.7),
    all: random.chance(0.1),
  });
  const booking = Array.from({ length: kills.booking }, () => {
    const moment = random.pick(["request", "webhook", "gateway call"] as const);
    return kill(moment, journeys * MOMENTS_PER_JOURNEY[moment]);
  });
  const cleaning = Array.from({ length: kills.cleaning }, () => kill("gateway call of the reconciler", journeys));
  return [...booking, ...cleaning];
}
