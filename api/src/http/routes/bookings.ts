import { type Context, Hono } from "hono";
import { bookingListQuery, cancelBooking as cancelSchema, declineBooking as declineSchema, createBooking as createSchema, rescheduleBooking as rescheduleSchema } from "../../contract/bookings.js";
import { cancelBookings as cancelManySchema } from "../../contract/cancellations.js";
import { bookByHand } from "../../operations/bookings/book-by-hand.js";
import { approveBooking, declineBooking } from "../../operations/bookings/answer-request.js";
import { bookingCalendar } from "../../operations/bookings/booking-calendar.js";
import { cancelBooking } from "../../operations/bookings/cancel-booking.js";
import { cancelMany, readCancellation } from "../../operations/bookings/cancel-many.js";
import { listBookings } from "../../operations/bookings/list-bookings.js";
import { markBooking, type Outcome } from "../../operations/bookings/mark-booking.js";
import { readBooking } from "../../operations/bookings/read-booking.js";
import { rescheduleBooking } from "../../operations/bookings/reschedule-booking.js";
import type { Env } from "../env.js";
import { accessTo, scopeOf } from "../middleware/access.js";
import { allow } from "../middleware/allow.js";
import { validate } from "../middleware/validate.js";
import { markReplayed } from "../replayed.js";
import { requestKey } from "../request-key.js";

export const bookings = new Hono<Env>()
  .get("/", allow("secret", "owner"), validate("query", bookingListQuery), async (c) =>
    c.json(await listBookings(c.var.deps, c.var.principal.tenantId, c.req.valid("query"))),
  )
  .post("/", allow("secret", "owner"), validate("json", createSchema), async (c) => {
    const { deps, principal } = c.var;
    const input = c.req.valid("json");
    const made = await bookByHand(deps, principal.tenantId, input, requestKey(c, scopeOf(principal), input));
    if (!made.replayed) deps.metrics.bookingsConfirmed.inc({ payment: "on_site" });
    return c.json(markReplayed(c, made), 201);
  })
  .post("/cancel-many", allow("secret", "owner"), validate("json", cancelManySchema), async (c) => {
    const { deps, principal } = c.var;
    const input = c.req.valid("json");
    return c.json(markReplayed(c, await cancelMany(deps, principal.tenantId, input, requestKey(c, scopeOf(principal), input))));
  })
  .get("/cancel-many/:id", allow("secret", "owner"), async (c) => c.json(await readCancellation(c.var.deps, c.var.principal.tenantId, c.req.param("id"))))
  .get("/:id", async (c) => {
    const id = c.req.param("id");
    const { tenantId, by } = await accessTo(c, "booking", id);
    return c.json(await readBooking(c.var.deps.sql, c.var.deps.keyring, tenantId, id, { withNotes: by === "owner" }));
  })
  .post("/:id/cancel", validate("json", cancelSchema), async (c) => {
    const id = c.req.param("id");
    const { tenantId, by, scope } = await accessTo(c, "booking", id);
    const input = c.req.valid("json");
    return c.json(markReplayed(c, await cancelBooking(c.var.deps, tenantId, id, by, input, requestKey(c, scope, input))));
  })
  .post("/:id/reschedule", validate("json", rescheduleSchema), async (c) => {
    const id = c.req.param("id");
    const { tenantId, by, scope } = await accessTo(c, "booking", id);
    const input = c.req.valid("json");
    return c.json(markReplayed(c, await rescheduleBooking(c.var.deps, tenantId, id, by, input, requestKey(c, scope, input))));
  })
  .post("/:id/approve", allow("secret", "owner"), async (c) => {
    const { deps, principal } = c.var;
    return c.json(markReplayed(c, await approveBooking(deps, principal.tenantId, c.req.param("id"), requestKey(c, scopeOf(principal), {}))));
  })
  .post("/:id/decline", allow("secret", "owner"), validate("json", declineSchema), async (c) => {
    const { deps, principal } = c.var;
    const input = c.req.valid("json");
    return c.json(markReplayed(c, await declineBooking(deps, principal.tenantId, c.req.param("id"), input, requestKey(c, scopeOf(principal), input))));
  })
  .post("/:id/complete", allow("secret", "owner"), async (c) => c.json(await mark(c, c.req.param("id"), "completed")))
  .post("/:id/no-show", allow("secret", "owner"), async (c) => c.json(await mark(c, c.req.param("id"), "no_show")))
  .post("/:id/reopen", allow("secret", "owner"), async (c) => c.json(await mark(c, c.req.param("id"), "confirmed")))
  .get("/:id/calendar.ics", async (c) => {
    const id = c.req.param("id");
    const { tenantId } = await accessTo(c, "booking", id, c.req.query("token"));
    c.header("Content-Type", "text/calendar; charset=utf-8");
    c.header("Content-Disposition", 'attachment; filename="booking.ics"');
    return c.body(await bookingCalendar(c.var.deps, tenantId, id));
  });

const mark = async (c: Context<Env>, id: string, outcome: Outcome) => {
  const { deps, principal } = c.var;
  return markReplayed(c, await markBooking(deps, principal.tenantId, id, outcome, requestKey(c, scopeOf(principal), {})));
};
