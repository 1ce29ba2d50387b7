import type { CreateResource, CreateService } from "@holdfast/sdk/server";

/** The zone and the currency that the studio works in. */
export const TIME_ZONE = "Asia/Kolkata";
export const CURRENCY = "INR";

/** Who the demonstration pretends to be. The domain `.example` belongs to nobody, on purpose. */
export const BRAND = {
  name: "Kachnar Studio",
  shortName: "Kachnar",
  city: "Pune",
  place: "First floor, the old house behind the kachnar tree, Pune",
  email: "namaste@kachnar.example",
} as const;

const rupees = (amount: number) => ({ amount: amount * 100, currency: CURRENCY });

/** Closed on Mondays, as salons here are. */
const STUDIO_HOURS: CreateResource["weekly"] = {
  tue: [["10:00", "19:30"]],
  wed: [["10:00", "19:30"]],
  thu: [["10:00", "19:30"]],
  fri: [["10:00", "20:30"]],
  sat: [["09:30", "20:30"]],
  sun: [["10:00", "17:00"]],
};

/** Long treatments want a lunch break between them. */
const THERAPY_HOURS: CreateResource["weekly"] = {
  wed: [["10:00", "13:30"], ["14:30", "19:30"]],
  thu: [["10:00", "13:30"], ["14:30", "19:30"]],
  fri: [["10:00", "13:30"], ["14:30", "20:30"]],
  sat: [["09:30", "13:30"], ["14:30", "20:30"]],
  sun: [["10:00", "17:00"]],
};

/** Who and what is booked, by the names that the services below refer to. The courtyard has no hours: only classes use it. */
export const RESOURCES = {
  ira: { name: "Ira", timeZone: TIME_ZONE, weekly: STUDIO_HOURS },
  meher: { name: "Meher", timeZone: TIME_ZONE, weekly: STUDIO_HOURS },
  zubin: { name: "Zubin", timeZone: TIME_ZONE, weekly: STUDIO_HOURS },
  chairOne: { name: "Colour chair 1", timeZone: TIME_ZONE, weekly: STUDIO_HOURS },
  chairTwo: { name: "Colour chair 2", timeZone: TIME_ZONE, weekly: STUDIO_HOURS },
  devika: { name: "Devika", timeZone: TIME_ZONE, weekly: THERAPY_HOURS },
  courtyard: { name: "Courtyard", timeZone: TIME_ZONE },
} satisfies Record<string, CreateResource>;

export type ResourceName = keyof typeof RESOURCES;

/** The resource whose week is shown as the studio's opening hours. */
export const HOURS_SHOWN: ResourceName = "ira";

const STYLISTS: ResourceName[] = ["ira", "meher", "zubin"];

/** A service without its resources, and the pools that it takes one of each from. */
export interface CatalogueEntry {
  service: Omit<CreateService, "resourceIds" | "requirements">;
  pools: { name?: string; resources: readonly ResourceName[] }[];
}

/** What the studio offers, in the order of its menu; the key is the last part of the page's address. */
export const CATALOGUE = {
  haircut: {
    service: {
      name: "Haircut",
      description: "A cut by whichever of our three stylists is free. Half an hour for a trim and tidy, a full hour with wash, cut and finish.",
      durationMinutes: 30,
      price: rupees(900),
      durations: [{ durationMinutes: 60, price: rupees(1600) }],
      intervalMinutes: 30,
      minNoticeMinutes: 60,
      horizonDays: 45,
      taxPercent: 5,
      cancellation: [{ hoursBefore: 24, refundPercent: 100 }, { hoursBefore: 2, refundPercent: 50 }],
      questions: [
        { id: "length", label: "How long is your hair now?", type: "select", required: true, options: ["Short", "To the chin", "To the shoulders", "Longer"] },
        { id: "wishes", label: "Anything your stylist should know?", type: "paragraph", required: false },
      ],
    },
    pools: [{ resources: STYLISTS }],
  },
  colour: {
    service: {
      name: "Colour and gloss",
      description: "Roots, gloss or a whole new shade, with a stylist and a colour chair of your own for two hours. Ammonia-free, patch-tested on request.",
      durationMinutes: 120,
      price: rupees(4800),
      bufferBeforeMinutes: 10,
      bufferAfterMinutes: 15,
      intervalMinutes: 30,
      minNoticeMinutes: 24 * 60,
      horizonDays: 45,
      taxPercent: 5,
      cancellation: [{ hoursBefore: 48, refundPercent: 100 }, { hoursBefore: 24, refundPercent: 50 }],
      questions: [{ id: "patch_test", label: "I would like a patch test first", type: "checkbox", required: false }],
    },
    pools: [
      { name: "Stylist", resources: STYLISTS },
      { name: "Colour chair", resources: ["chairOne", "chairTwo"] },
    ],
  },
  massage: {
    service: {
      name: "Abhyanga massage",
      description: "Ninety unhurried minutes of warm sesame oil and long strokes, then a glass of buttermilk before you go.",
      durationMinutes: 90,
      price: rupees(3200),
      bufferAfterMinutes: 15,
      intervalMinutes: 30,
      minNoticeMinutes: 120,
      horizonDays: 45,
      taxPercent: 5,
      cancellation: [{ hoursBefore: 24, refundPercent: 100 }, { hoursBefore: 4, refundPercent: 50 }],
    },
    pools: [{ resources: ["devika"] }],
  },
  yoga: {
    service: {
      name: "Courtyard yoga",
      description: "A slow morning class under the tree, for twelve people at most. Mats, blocks and lemon water are there.",
      durationMinutes: 60,
      price: rupees(450),
      capacity: 12,
      horizonDays: 45,
      taxPercent: 5,
      cancellation: [{ hoursBefore: 6, refundPercent: 100 }],
    },
    pools: [{ resources: ["courtyard"] }],
  },
  consultation: {
    service: {
      name: "Consultation",
      description: "Fifteen minutes over tea with a stylist, to look, ask and plan. Nothing to pay, nothing to buy.",
      durationMinutes: 15,
      price: rupees(0),
      intervalMinutes: 15,
      minNoticeMinutes: 30,
      horizonDays: 30,
    },
    pools: [{ resources: STYLISTS }],
  },
} satisfies Record<string, CatalogueEntry>;

export type Slug = keyof typeof CATALOGUE;

/** The classes of a week: day (0 is Sunday) and time of day in the studio's zone. */
export const CLASSES: readonly { weekday: number; time: string }[] = [
  { weekday: 2, time: "07:00" },
  { weekday: 4, time: "07:00" },
  { weekday: 6, time: "07:30" },
  { weekday: 0, time: "08:00" },
];
