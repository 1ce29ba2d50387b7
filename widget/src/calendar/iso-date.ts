/** A calendar date without a zone, `YYYY-MM-DD`. Sorts and compares as text. */
export type IsoDate = string;

/** The date's midnight in UTC: for counting days and for `Intl` with `timeZone: "UTC"`, never for showing an instant. */
export const asUtc = (date: IsoDate): Date => new Date(`${date}T00:00:00Z`);
