import { cleanUp, standStill } from "./calm.js";
import { MINUTE_MS } from "./clocks.js";
import { type Later, travel } from "./journey.js";
import type { Plan } from "./plan.js";
import type { Random } from "../helpers/random.js";
import { AT_ONCE } from "./size.js";
import type { Town } from "./town.js";
import { changeWeather } from "./weather.js";

/** Shortly before the grace for a payment is over, where the reconciler looks for who paid unseen. */
const BEFORE_THE_END_MS = 9.5 * MINUTE_MS;
/** From there on until holds that are not paid have expired, and their slots are free. */
const PAST_THE_END_MS = MINUTE_MS;

/** Lets the whole plan happen. @param tell - how far it is. */
export async function run(town: Town, plan: Plan, random: Random, tell: (line: string) => void): Promise<void> {
  for (const [number, { journeys, weather }] of plan.rounds.entries()) {
    const chance = random.fork(`round ${number}`);
    const left: Later[] = [];
    const changeEvery = Math.ceil(journeys.length / weather.length);
    let changing = Promise.resolve();
    await allAtOnce([...journeys.entries()], async ([i, journey]) => {
      const change = i % changeEvery === 0 ? weather[i / changeEvery] : undefined;
      if (change) changing = changing.then(() => changeWeather(town, change, chance));
      const later = await travel(town, journey);
      if (later) left.push(later);
    });
    await changing;
    await town.gateway.control.releaseWebhooks("reversed");
    await standStill(town);

    await town.clocks.advance(BEFORE_THE_END_MS);
    // Sometimes nobody looks in time, as after an outage.
    if (chance.chance(0.6)) await standStill(town);
    await town.clocks.advance(PAST_THE_END_MS);
    await allAtOnce(chance.shuffled(left), (later) => later());
    await standStill(town);
    tell(`round ${number + 1} of ${plan.rounds.length}: ${town.journal.paymentsMade} payments`);
  }
  await cleanUp(town, random.fork("clean up"), tell);
  town.kills.end();
}

/** Begins them in their order, so many at the same time. */
async function allAtOnce<T>(items: readonly T[], work: (item: T) => Promise<unknown>): Promise<void> {
  const queue = items.values();
  const worker = async () => {
    for (const item of queue) await work(item);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}
