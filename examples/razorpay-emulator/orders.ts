import type { Account } from "./accounts.js";
import { requireChargeable } from "./currencies.js";
import type { CaptureTerms, OrderEntity, OrderRecord } from "./entities.js";
import { invalidField } from "./errors.js";
import { newId } from "./ids.js";
import { type Fields, flag, integer, nested, notes, receipt, refuseOthers, text } from "./input.js";
import type { World } from "./world.js";

const FIELDS = new Set(
  ("amount currency receipt notes payment payment_capture unique_receipt partial_payment first_payment_min_amount offer_id offers " +
    "method bank_account customer_id customer_details line_items line_items_total shipping_fee cod_fee token products transfers").split(" "),
);
/** Five days: the longest that a bank lets an authorisation stand. */
const LONGEST_EXPIRY_MINUTES = 7200;
const SHORTEST_EXPIRY_MINUTES = 12;

/** Makes an order. With `unique_receipt`, a known receipt is refused, or answered with its order: see {@link Account.receiptRule}. */
export function createOrder({ clock, changed }: World, account: Account, fields: Fields): OrderRecord {
  refuseOthers(fields, FIELDS);
  const amount = integer(fields, "amount");
  const currency = text(fields, "currency");
  requireChargeable(amount, currency);
  const orderReceipt = receipt(fields);
  const orderNotes = notes(fields["notes"]);
  const terms = captureTerms(fields);

  const known = orderReceipt !== null && flag(fields["unique_receipt"]) ? withReceipt(account, orderReceipt) : undefined;
  if (known && account.receiptRule === "same_order") return known;
  if (known) throw invalidField("receipt", "Order receipt should be unique.");

  const order: OrderRecord = {
    entity: {
      id: newId("order"),
      entity: "order",
      amount,
      amount_paid: 0,
      amount_due: amount,
      currency,
      receipt: orderReceipt,
      offer_id: null,
      status: "created",
      attempts: 0,
      notes: orderNotes,
      created_at: clock.seconds,
    },
    terms,
  };
  account.orders.set(order.entity.id, order);
  changed();
  return order;
}

/** Only the notes of an order can change. */
export function updateOrder({ changed }: World, account: Account, id: string, fields: Fields): OrderRecord {
  const order = account.order(id);
  refuseOthers(fields, new Set(["notes"]));
  if (fields["notes"] === undefined) throw invalidField("notes", "The notes field is required.");
  order.entity.notes = notes(fields["notes"]);
  changed();
  return order;
}

/** Orders with this receipt; with `authorized` 1 those that a bank has said yes to, with 0 the others. */
export function findOrders({ orders, payments }: Account, { receipt, authorized }: { receipt: string | undefined; authorized: string | undefined }): OrderEntity[] {
  const approved = new Set([...payments.values()].filter(({ status }) => status !== "created" && status !== "failed").map(({ order_id }) => order_id));
  return [...orders.values()]
    .map(({ entity }) => entity)
    .filter((order) => receipt === undefined || order.receipt === receipt)
    .filter(({ id }) => authorized === undefined || approved.has(id) === flag(authorized));
}

function withReceipt({ orders }: Account, wanted: string): OrderRecord | undefined {
  for (const order of orders.values()) if (order.entity.receipt === wanted) return order;
  return undefined;
}

function captureTerms(fields: Fields): CaptureTerms {
  const payment = nested(fields, "payment");
  // `payment_capture: 1` is how it was asked for before `payment` came.
  const capture = payment ? payment["capture"] : flag(fields["payment_capture"]) ? "automatic" : "manual";
  if (capture !== "manual" && capture !== "automatic") throw invalidField("capture", "The selected capture is invalid.");
  const options = (payment && nested(payment, "capture_options")) ?? {};
  const minutes = (name: string) => {
    if (options[name] === undefined || options[name] === null) return LONGEST_EXPIRY_MINUTES;
    const value = integer(options, name);
    if (value < SHORTEST_EXPIRY_MINUTES) throw invalidField(name, `The ${name} must be at least ${SHORTEST_EXPIRY_MINUTES}.`);
    if (value > LONGEST_EXPIRY_MINUTES) throw invalidField(name, `The ${name} may not be greater than ${LONGEST_EXPIRY_MINUTES}.`);
    return value;
  };
  return { capture, automaticExpiryMinutes: minutes("automatic_expiry_period"), manualExpiryMinutes: minutes("manual_expiry_period") };
}
