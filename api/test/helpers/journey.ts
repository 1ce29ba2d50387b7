import type { BookingView } from "../../src/contract/bookings.js";
import type { HoldView } from "../../src/contract/holds.js";
import type { ProviderPayment } from "../../src/gateways/payment-gateway.js";
import type { TestApp } from "./app.js";
import { type Business, CUSTOMER } from "./business.js";

export type Hold = HoldView & { token: string };
export type Booking = BookingView & { token: string };

/** What a customer does on the way to a booking, a line each; every step fails the test where it is refused. */
export function createJourney(app: TestApp, business: Business) {
  const done = <T>(answer: { status: number; body: T }, status: number): T => {
    if (answer.status !== status) throw new Error(`${answer.status} instead of ${status}: ${JSON.stringify(answer.body)}`);
    return answer.body;
  };
  const onHold = (hold: Hold, verb: string, body?: unknown) => app.request("POST", `/v1/holds/${hold.id}/${verb}`, body, { token: hold.token });

  const journey = {
    /** A resource of its own with a service on it. */
    async service(options: object = {}, resource: object = {}): Promise<{ serviceId: string; resourceId: string }> {
      const { id } = await business.resource(resource);
      return { resourceId: id, serviceId: (await business.service({ resourceIds: [id], ...options })).id };
    },
    hold: async (body: object): Promise<Hold> => done(await business.hold(body), 201),
    checkOut: (hold: Hold, details: object = {}) => onHold(hold, "checkout", { customer: CUSTOMER, ...details }),
    confirm: (hold: Hold, proof: unknown) => onHold(hold, "confirm", proof),
    /** Checks a hold of a paid service out. @returns its order's id. */
    order: async (hold: Hold, details: object = {}): Promise<string> => done(await journey.checkOut(hold, details), 200).payment.orderId,
    /** A booking of a free service. */
    async book(body: object, details: object = {}): Promise<Booking> {
      return done(await journey.checkOut(await journey.hold(body), details), 200).booking;
    },
    /** A paid booking, whose payment is only authorised until the outbox was delivered. */
    async buy(body: object, details: object = {}, status: ProviderPayment["status"] = "authorized"): Promise<Booking> {
      const hold = await journey.hold(body);
      return done(await journey.confirm(hold, app.gateway.pay(await journey.order(hold, details), status)), 200);
    },
    cancel: (booking: Booking, body: object = {}) => app.request("POST", `/v1/bookings/${booking.id}/cancel`, body, { token: booking.token }),
  };
  return journey;
}

export type Journey = ReturnType<typeof createJourney>;
