import { cleanUp, standStill } from "./calm.js";
import { MINUTE_MS } from "./clocks.js";
import { type Later, travel } from "./journey.js";
import type { Plan } from "./plan.js";
import type { Random } from "./random.js";
import { AT_ONCE } from "./size.js";
import type { Town } from "./town.js";
import { changeWeather } from "./weather.js";

/** Shortly before the grace for a payment is over, where the reconciler looks for who paid unseen. */
const BEFORE_THE_END_MS = 9.5 * MINUTE_MS;
/** From there on until holds that are not paid have expired, and their slots are free. */
const PAST_THE_END_MS = MINUTE_MS;

/** Lets the whole plan happen. */
export async function run(town: Town, plan: Plan, random: Random): Promise<void> {
  const t0 = performance.now(); const lap = (what: string) => process.env["LAPS"] && console.log(((performance.now() - t0) / 1000).toFixed(1), what);
  for (const [number, { journeys, weather }] of plan.rounds.entries()) {
    const chance = random.fork(`round ${number}`);
    const left: Later[] = [];
    let begun = 0;
    let changing = Promise.resolve();
    await allAtOnce(journeys, async (journey) => {
      const change = weather[Math.floor((begun++ * weather.length) / journeys.length)];
      if (change && begun % Math.ceil(journeys.length / weather.length) === 1) changing = changing.then(() => changeWeather(town, change, chance));
      const later = await travel(town, journey);
      if (later) left.push(later);
    });
    lap("journeys"); await changing; lap("weather");
    await town.gateway.control.releaseWebhooks("reversed");
    await standStill(town);

    lap("still");
    await town.clocks.advance(BEFORE_THE_END_MS);
    // Sometimes nobody looks in time, as after an outage.
    if (chance.chance(0.6)) await standStill(town);
    await town.clocks.advance(PAST_THE_END_MS);
    lap("moved");
    await allAtOnce(chance.shuffled(left), (later) => later());
    lap("late");
    await standStill(town);
    lap("still");
  }
  await cleanUp(town, random.fork("clean up"));
  lap("clean");
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
