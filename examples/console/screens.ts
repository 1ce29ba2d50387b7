import { html, type TemplateResult } from "lit";
import { match } from "./router.js";

/** One screen: its place, what it is called, and how it is loaded and drawn. */
export interface Screen {
  /** Such as `/services/:id`. */
  path: string;
  title: string;
  load: () => Promise<unknown>;
  draw: (values: Record<string, string>) => TemplateResult;
}

/**
 * Every screen of the console. A new one is a folder under `screens/`, a line here, and an entry in `navigation.ts`.
 */
export const SCREENS: readonly Screen[] = [
  { path: "/start", title: "Get started", load: () => import("./screens/start/start.js"), draw: () => html`<hf-start></hf-start>` },
  { path: "/calendar", title: "Calendar", load: () => import("./screens/calendar/calendar.js"), draw: () => html`<hf-calendar></hf-calendar>` },
  { path: "/bookings", title: "Bookings", load: () => import("./screens/bookings/list.js"), draw: () => html`<hf-bookings></hf-bookings>` },
  { path: "/services", title: "Services", load: () => import("./screens/services/list.js"), draw: () => html`<hf-services></hf-services>` },
  { path: "/services/new", title: "New service", load: () => import("./screens/services/editor.js"), draw: () => html`<hf-service></hf-service>` },
  { path: "/services/:id", title: "Service", load: () => import("./screens/services/editor.js"), draw: ({ id }) => html`<hf-service .serviceId=${id!}></hf-service>` },
  { path: "/resources", title: "Resources", load: () => import("./screens/resources/list.js"), draw: () => html`<hf-resources></hf-resources>` },
  { path: "/resources/new", title: "New resource", load: () => import("./screens/resources/editor.js"), draw: () => html`<hf-resource></hf-resource>` },
  { path: "/resources/:id", title: "Resource", load: () => import("./screens/resources/editor.js"), draw: ({ id }) => html`<hf-resource .resourceId=${id!}></hf-resource>` },
  { path: "/sessions", title: "Sessions", load: () => import("./screens/sessions/list.js"), draw: () => html`<hf-sessions></hf-sessions>` },
  { path: "/sessions/new", title: "Publish sessions", load: () => import("./screens/sessions/publish.js"), draw: () => html`<hf-publish></hf-publish>` },
  { path: "/payments", title: "Payments", load: () => import("./screens/payments/list.js"), draw: () => html`<hf-payments></hf-payments>` },
  { path: "/payments/alerts", title: "Payments that need you", load: () => import("./screens/payments/alerts.js"), draw: () => html`<hf-alerts></hf-alerts>` },
  { path: "/settings", title: "Business", load: () => import("./screens/settings/business.js"), draw: () => html`<hf-business></hf-business>` },
  { path: "/settings/razorpay", title: "Razorpay", load: () => import("./screens/settings/razorpay.js"), draw: () => html`<hf-razorpay></hf-razorpay>` },
  { path: "/settings/keys", title: "API keys", load: () => import("./screens/settings/keys.js"), draw: () => html`<hf-keys></hf-keys>` },
  { path: "/settings/webhooks", title: "Webhooks", load: () => import("./screens/webhooks/list.js"), draw: () => html`<hf-webhooks></hf-webhooks>` },
  { path: "/settings/webhooks/:id", title: "Webhook", load: () => import("./screens/webhooks/endpoint.js"), draw: ({ id }) => html`<hf-webhook .endpointId=${id!}></hf-webhook>` },
  { path: "/settings/mails", title: "Mails that did not arrive", load: () => import("./screens/settings/mails.js"), draw: () => html`<hf-mails></hf-mails>` },
  { path: "/settings/activity", title: "Activity", load: () => import("./screens/activity/activity.js"), draw: () => html`<hf-activity></hf-activity>` },
];

/** What opens over any screen, by a value in the address such as `?booking=bkg_1`. */
export const SHEETS: readonly { name: string; load: () => Promise<unknown>; draw: (id: string) => TemplateResult }[] = [
  { name: "booking", load: () => import("./screens/bookings/sheet.js"), draw: (id) => html`<hf-booking .bookingId=${id}></hf-booking>` },
  { name: "new", load: () => import("./screens/bookings/new-sheet.js"), draw: (date) => html`<hf-new-booking date=${date}></hf-new-booking>` },
  { name: "block", load: () => import("./screens/calendar/block-sheet.js"), draw: (date) => html`<hf-block-time date=${date}></hf-block-time>` },
  { name: "cancel", load: () => import("./screens/bookings/cancel-day.js"), draw: (date) => html`<hf-cancel-day date=${date}></hf-cancel-day>` },
  { name: "hold", load: () => import("./screens/bookings/hold-sheet.js"), draw: (id) => html`<hf-hold .holdId=${id}></hf-hold>` },
  { name: "payment", load: () => import("./screens/payments/sheet.js"), draw: (id) => html`<hf-payment .paymentId=${id}></hf-payment>` },
];

/** The screen of a path, with the values in it. */
export function screenAt(path: string): { screen: Screen; values: Record<string, string> } | undefined {
  for (const screen of SCREENS) {
    const values = match(screen.path, path);
    if (values) return { screen, values };
  }
  return undefined;
}
