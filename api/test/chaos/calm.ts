import { ACCOUNTS } from "./businesses.js";
import { HOUR_MS, MINUTE_MS } from "./clocks.js";
import type { Random } from "../helpers/random.js";
import type { Town } from "./town.js";
import { pause, until } from "../helpers/until.js";
import { settleRefunds } from "./weather.js";

interface OpenWork {
  /** What a worker should be at: messages, payments and refunds whose time has come. */
  due: number;
  /** Messages that are not delivered yet, those that wait for their next try included. */
  messages: number;
  /** Payments and refunds that are not at their end. */
  money: number;
}

async function openWork({ database: { sql } }: Town): Promise<OpenWork> {
  const [row] = await sql<OpenWork[]>`
    select
      (select count(*) from outbox where done_at is null and gave_up_at is null and due_at <= (select holdfast_now()))
        + (select count(*) from payments where check_at <= (select holdfast_now()))
        + (select count(*) from refunds where check_at <= (select holdfast_now())) as due,
      (select count(*) from outbox where done_at is null and gave_up_at is null) as messages,
      (select count(*) from payments where status in ('created', 'authorized', 'refund_pending'))
        + (select count(*) from refunds where status in ('requested', 'pending')) as money`;
  return row!;
}

/** Waits until the workers have done what can be done at this instant. */
export async function standStill(town: Town): Promise<OpenWork> {
  await town.gateway.control.webhooksSettled();
  let before = "";
  return until(
    "the workers have nothing left to do",
    async () => {
      const work = await openWork(town);
      // A message or payment that is being worked on is due later, so that alone tells nothing: two looks must be the same.
      const now = JSON.stringify(work);
      const still = work.due === 0 && town.gateway.underWay === 0 && (work.messages === 0 || now === before);
      before = now;
      if (!still) await pause(60);
      return { ...work, still };
    },
    ({ still }) => still,
    300_000,
  );
}

/** Together more than six days: longer than anything at the provider stays open. */
const LAST_STEPS_MS = [MINUTE_MS, 6 * MINUTE_MS, 35 * MINUTE_MS, 3.1 * HOUR_MS, 13 * HOUR_MS, 128 * HOUR_MS];
/** For what the provider was too slow to answer just then, as on a busy machine it may be. */
const MOST_HOURS_MORE = 12;

/**
 * All trouble is over. What callbacks and webhooks never told, the reconciler has to find by itself: time goes on,
 * in ever longer steps, until nothing is left to do.
 */
export async function cleanUp(town: Town, random: Random, tell: (line: string) => void): Promise<void> {
  const { control } = town.gateway;
  control.clearFaults();
  control.setListLag(0);
  for (const { keyId } of ACCOUNTS) control.setRefundMode("processed", keyId);
  await control.releaseWebhooks("reversed");
  town.gateway.cleaning = true;
  let work = await standStill(town);
  const step = async (ms: number) => {
    settleRefunds(town.gateway, 0, random);
    tell(`cleaning up: ${(ms / HOUR_MS).toFixed(1)} hours go by`);
    await town.clocks.advance(ms);
    work = await standStill(town);
  };
  for (const ms of LAST_STEPS_MS) await step(ms);
  for (let more = 0; more < MOST_HOURS_MORE && work.messages + work.money > 0; more++) await step(HOUR_MS);
}
