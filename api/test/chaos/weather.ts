import { ACCOUNTS } from "./businesses.js";
import type { Gateway } from "./gateway.js";
import type { WeatherPlan } from "./plan.js";
import type { Random } from "../helpers/random.js";
import type { Town } from "./town.js";

/** Lets some seconds go by, and changes what the provider is like from now on. */
export async function changeWeather({ clocks, gateway, journal }: Town, plan: WeatherPlan, random: Random): Promise<void> {
  const { control } = gateway;
  if (plan.refundMode) {
    control.setRefundMode(plan.refundMode.mode, ACCOUNTS[plan.refundMode.business]!.keyId);
    journal.count(`refunds: ${plan.refundMode.mode} from now on`);
  }
  if (plan.listLagSeconds !== undefined) control.setListLag(plan.listLagSeconds);
  if (plan.settleRefunds) settleRefunds(gateway, plan.settleRefunds.failing, random);
  await clocks.advance(plan.advanceMs);
  if (!plan.webhooks) return;
  journal.count(`webhooks: ${plan.webhooks}`);
  if (plan.webhooks === "hold") control.holdWebhooks();
  else await control.releaseWebhooks(plan.webhooks === "release" ? "as_happened" : "reversed");
}

/** The bank's word on every refund that waits for it. */
export function settleRefunds({ control }: Gateway, failingPercent: number, random: Random): void {
  for (const { refunds } of control.snapshot().accounts)
    for (const { id, status } of refunds)
      if (status === "pending") control.settleRefund(id, random.chance(failingPercent / 100) ? "failed" : "processed");
}
