import type { ServiceRules } from "../../domain/slots.js";
import type { BookableService } from "../../queries/bookable-services.js";
import { rulesOf } from "../availability/slot-state.js";

/** What a caller asked for. */
export interface Wish {
  startMs: number;
  quantity: number;
  durationMinutes: number;
  resourceId: string | undefined;
  /** Only where the owner asks, whom neither notice nor horizon binds, and who may book what has just begun. */
  byOwner?: {
    /** Whether it may be a start that isn't offered: outside the hours, or between two starts. */
    outsideHours: boolean;
    /** Whether it costs nothing, whatever the service does. */
    free: boolean;
  };
}

/** Beyond every instant that the contract knows. */
const NO_HORIZON_DAYS = 200 * 366;

/** The rules that decide about a wish. */
export function rulesFor(service: BookableService, { durationMinutes, byOwner }: Wish): ServiceRules {
  const rules = rulesOf(service, durationMinutes);
  return byOwner ? { ...rules, minNoticeMinutes: 0, horizonDays: NO_HORIZON_DAYS, anyStart: byOwner.outsideHours } : rules;
}

/** The instant that it is decided at: for an owner's wish no later than what is wished. */
export const decidedAtMs = ({ startMs, byOwner }: Wish, now: Date): number => (byOwner ? Math.min(startMs, now.getTime()) : now.getTime());
