import { nothing, type TemplateResult } from "lit/html.js";
import { notice } from "../steps/common.js";
import type { AccountState } from "./account-flow.js";
import { paymentWords } from "./payment-words.js";
import type { AccountView } from "./view.js";

/** What has just come of what the customer did. */
export function toldNotice({ i18n }: AccountView, { told, booking, doing }: AccountState & { name: "booking" }): TemplateResult | typeof nothing {
  if (!told || doing === "asking") return nothing;
  const { email } = booking.customer;
  const mailed = (key: "toldMovedMore" | "toldCancelledMore") => (email ? i18n.t(key, { email }) : "");
  switch (told.what) {
    case "moved":
      return notice("success", i18n.t("toldMoved"), mailed("toldMovedMore"));
    case "cancelled":
      return notice("success", i18n.t("toldCancelled"), [paymentWords(booking, i18n), mailed("toldCancelledMore")].filter(Boolean).join(". "));
    case "refused": {
      const { kind } = told.failure;
      return notice("danger", i18n.t("toldRefused"), i18n.t(kind === "unknown" || kind === "unavailable" ? "toldChanged" : kind));
    }
  }
}
