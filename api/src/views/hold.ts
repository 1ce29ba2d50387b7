import type { HoldView } from "../contract/holds.js";
import type { Keyring } from "../keyring.js";
import type { HoldRow } from "../queries/holds.js";
import type { PaymentRow } from "../queries/payments.js";
import { paymentSummary } from "./payment.js";

type Viewed = Pick<
  HoldRow,
  | "tenantId" | "holdId" | "serviceId" | "status" | "startsAt" | "endsAt" | "durationMinutes" | "quantity" | "resourceIds"
  | "terms" | "expiresAt" | "extensionsLeft" | "now"
>;

/** What its time zone and its resources' names are taken from. */
export interface HoldSurroundings {
  timeZone: string;
  resources: ReadonlyMap<string, { name: string }>;
}

/** A hold that nobody has marked yet is over from the instant it expires. */
export const statusNow = (hold: Pick<HoldRow, "status" | "expiresAt" | "now">): HoldRow["status"] =>
  (hold.status === "held" || hold.status === "paying") && hold.expiresAt <= hold.now ? "expired" : hold.status;

/** @param keyring - null where no token is to be told. */
export function holdView(
  keyring: Keyring | null,
  hold: Viewed,
  { timeZone, resources }: HoldSurroundings,
  options: { withToken?: boolean; booking?: HoldView["booking"]; payment?: PaymentRow | undefined } = {},
): HoldView {
  const remainingMs = Math.max(0, hold.expiresAt.getTime() - hold.now.getTime());
  const status = statusNow(hold);
  const live = status === "held" || status === "paying";
  return {
    id: hold.holdId,
    ...(options.withToken && keyring && { token: keyring.tokenFor("hold", hold.tenantId, hold.holdId) }),
    status,
    serviceId: hold.serviceId,
    start: hold.startsAt.toISOString(),
    end: hold.endsAt.toISOString(),
    timeZone,
    quantity: hold.quantity,
    durationMinutes: hold.durationMinutes,
    resources: hold.resourceIds.map((id) => ({ id, name: resources.get(id)?.name ?? "" })),
    price: hold.terms.total,
    terms: hold.terms,
    expiresAt: hold.expiresAt.toISOString(),
    expiresInSeconds: live ? Math.floor(remainingMs / 1000) : 0,
    serverTime: hold.now.toISOString(),
    extensionsLeft: hold.extensionsLeft,
    ...(options.booking && { booking: options.booking }),
    ...(options.payment && { payment: paymentSummary(options.payment) }),
  };
}
