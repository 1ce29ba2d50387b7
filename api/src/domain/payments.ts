/** The states of a payment from the one that says most of a whole booking to the one that says least. */
const BY_WEIGHT = ["refund_failed", "refund_pending", "lapsed", "authorized", "refunded", "captured", "created", "abandoned", "expired"] as const;

type Status = (typeof BY_WEIGHT)[number];

/** How several payments of one booking stand together: nothing is "refunded" or "captured" before all of it is. */
export const overallStatus = (statuses: readonly Status[]): Status => BY_WEIGHT.find((status) => statuses.includes(status))!;
