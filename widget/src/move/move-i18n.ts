import { I18n } from "../i18n/i18n.js";
import type { MessageKey, MessageValues } from "../i18n/messages.js";

/** What is said otherwise where there is a booking already, which stays until it is moved. */
const INSTEAD: Readonly<Partial<Record<MessageKey, MessageKey>>> = {
  yourDetails: "moveCheck",
  timeLeft: "moveTimeLeft",
  minutesLeft: "moveMinutesLeft",
  payDismissedMore: "moveNotYet",
  payFailedMore: "moveNotPaid",
  confirming: "moveConfirming",
  paySafeOffline: "moveSafeOffline",
  typedStays: "moveStays",
  lostPaidFree: "moveLate",
  lostPaidRefund: "moveLateRefund",
};

/** The texts of a new booking, turned to one that is moved. */
export class MoveI18n extends I18n {
  override t(key: MessageKey, values?: MessageValues): string {
    return super.t(INSTEAD[key] ?? key, values);
  }
}
