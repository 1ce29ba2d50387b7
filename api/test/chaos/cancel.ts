import type { Booking } from "../helpers/journey.js";
import type { JourneyPlan } from "./plan.js";
import type { Town } from "./town.js";

/** Cancels a booking, as its customer with the booking's token or as its owner with the secret key. */
export async function cancel({ client, journal, businesses }: Town, plan: JourneyPlan, booking: Booking, by: "customer" | "owner"): Promise<void> {
  const credential = by === "owner" ? { key: businesses[plan.business]!.sk } : { token: booking.token };
  const answer = await client.request("POST", `/v1/bookings/${booking.id}/cancel`, {}, { ...credential, idempotencyKey: `cancel ${plan.name}` });
  if (answer.status === 200) {
    journal.cancelled.set(booking.id, by);
    journal.count(`cancelled by ${by}`);
  } else journal.find("6 answers", `journey ${plan.name}: cancelling ${booking.id} was answered ${answer.status} ${JSON.stringify(answer.body)}`);
}
