import { addDays } from "../../dist/domain/local-dates.js";
import { listSlots } from "../../dist/domain/slots.js";
import { wallTimeToInstantMs } from "../../dist/domain/zones.js";
import { readsOn } from "../../dist/operations/availability/reads.js";
import { loadBookableService, loadSlotState, rulesOf } from "../../dist/operations/availability/slot-state.js";
import { type Database, withSql } from "./server/databases.js";

/** What `operations/availability` hands to `listSlots` for so many days, read from a database. */
export function pureInput(database: Database, tenantId: string, serviceId: string, { from, days, timeZone }: { from: string; days: number; timeZone: string }) {
  return withSql(database, async (sql) => {
    const service = await loadBookableService(readsOn(sql), tenantId, serviceId);
    const rules = rulesOf(service, service.durations[0]!.minutes);
    const range = { startMs: wallTimeToInstantMs(timeZone, from, 0), endMs: wallTimeToInstantMs(timeZone, addDays(from, days), 0) };
    const state = await loadSlotState(readsOn(sql), tenantId, service, range);
    return { listSlots, rules, state, asked: { nowMs: service.now.getTime(), quantity: 1, range } };
  });
}
