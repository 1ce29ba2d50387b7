import { html } from "lit";
import { tabs } from "../../parts/page.js";
import "../../shell/alert-count.js";

export const paymentTabs = (current: string) =>
  tabs("Payments", [{ path: "/payments", text: "All" }, { path: "/payments/alerts", text: html`Needs you<hf-alert-count></hf-alert-count>` }], current);
