import { html } from "lit";
import { tabs } from "../../parts/page.js";
import "../../shell/count.js";

export const paymentTabs = (current: string) =>
  tabs("Payments", [{ path: "/payments", text: "All" }, { path: "/payments/alerts", text: html`Needs you<hf-count .of=${"/payments"}></hf-count>` }], current);
