import type { IconName } from "./parts/icons.js";

/** One entry of the navigation; every path that begins with its own belongs to it. */
export interface Entry {
  path: string;
  text: string;
  icon: IconName;
  /** Whether it stands in the bar at the bottom of a phone; the others are behind "More". */
  primary?: boolean;
}

/** The navigation, in its groups. */
export const NAVIGATION: readonly { text: string; entries: readonly Entry[] }[] = [
  {
    text: "Every day",
    entries: [
      { path: "/calendar", text: "Calendar", icon: "calendar", primary: true },
      { path: "/bookings", text: "Bookings", icon: "bookings", primary: true },
      { path: "/payments", text: "Payments", icon: "payments", primary: true },
    ],
  },
  {
    text: "What you offer",
    entries: [
      { path: "/services", text: "Services", icon: "services" },
      { path: "/resources", text: "Resources", icon: "resources" },
      { path: "/sessions", text: "Sessions", icon: "sessions" },
    ],
  },
  {
    text: "Set up",
    entries: [
      { path: "/start", text: "Get started", icon: "start" },
      { path: "/settings", text: "Settings", icon: "settings" },
    ],
  },
];

/** The pages of the settings, as tabs above each. */
export const SETTINGS = [
  { path: "/settings", text: "Business" },
  { path: "/settings/razorpay", text: "Razorpay" },
  { path: "/settings/keys", text: "API keys" },
  { path: "/settings/webhooks", text: "Webhooks" },
  { path: "/settings/mails", text: "Mails" },
  { path: "/settings/activity", text: "Activity" },
] as const;

/** Whether an entry is the one that a path belongs to. */
export const isWithin = (entry: { path: string }, path: string): boolean => path === entry.path || path.startsWith(`${entry.path}/`);
