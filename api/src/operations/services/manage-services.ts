import type { CreateService, ServiceView, UpdateService } from "../../contract/services.js";
import { inTransaction } from "../../database/begin.js";
import type { Connection } from "../../database/connect.js";
import type { Deps } from "../../deps.js";
import { notFound } from "../../errors.js";
import { newId } from "../../ids.js";
import { pageOf, readCursor } from "../../queries/cursor.js";
import { archiveServiceRow, findService, insertService, listServices as listRows, lockService, putRequirements, updateServiceRow } from "../../queries/services.js";
import { serviceView } from "../../views/service.js";
import { once, type Once, type RequestKey } from "../idempotency/once.js";
import { poolsOf, requirePools } from "./require-pools.js";
import { serviceFields } from "./service-fields.js";

/** A new service. @throws `not_found` for resources that are not the tenant's, `validation_failed`. */
export const createService = ({ sql, keyring }: Deps, tenantId: string, input: CreateService, requestKey?: RequestKey): Promise<Once<ServiceView>> =>
  inTransaction(sql, (tx) =>
    once(tx, keyring, tenantId, requestKey, async () => {
      const pools = poolsOf(input)!;
      await requirePools(tx, tenantId, pools, input.resourceIds !== undefined);
      const serviceId = newId("service");
      await insertService(tx, tenantId, serviceId, serviceFields(input));
      await putRequirements(tx, tenantId, serviceId, pools);
      return readService(tx, tenantId, serviceId, { hidden: true });
    }),
  );

/** One service. @param hidden - whether inactive ones are shown, as to their owner. @throws `not_found`. */
export async function readService(sql: Connection, tenantId: string, serviceId: string, { hidden }: { hidden: boolean }): Promise<ServiceView> {
  const row = await findService(sql, tenantId, serviceId);
  if (!row || (!row.active && !hidden)) throw notFound("service");
  return serviceView(row);
}

/** The catalogue, a page at a time. */
export async function listServices({ sql }: Deps, tenantId: string, { limit, cursor, hidden }: { limit: number; cursor?: string | undefined; hidden: boolean }) {
  const afterId = cursor === undefined ? undefined : readCursor(cursor, 1)[0];
  const rows = await listRows(sql, tenantId, { afterId, limit: limit + 1, hidden });
  return pageOf(rows, limit, serviceView, ({ serviceId }) => [serviceId]);
}

/** Changes what is named. Holds and bookings keep the terms they were made on. @throws `not_found`, `validation_failed`. */
export const updateService = ({ sql }: Deps, tenantId: string, serviceId: string, input: UpdateService): Promise<ServiceView> =>
  inTransaction(sql, async (tx) => {
    // All fields are written: of two changes at once the second has to see the first.
    const row = (await lockService(tx, tenantId, serviceId)) && (await findService(tx, tenantId, serviceId));
    if (!row) throw notFound("service");
    const known = { ...row, taxPercent: row.taxPercent === null ? null : Number(row.taxPercent) };
    await updateServiceRow(tx, tenantId, serviceId, serviceFields(input, known));
    const pools = poolsOf(input);
    if (pools) {
      await requirePools(tx, tenantId, pools, input.resourceIds !== undefined);
      await putRequirements(tx, tenantId, serviceId, pools);
    }
    return readService(tx, tenantId, serviceId, { hidden: true });
  });

/** Takes a service out of the catalogue for good; again is no error. Its holds and bookings stay. @throws `not_found`. */
export async function archiveService({ sql }: Deps, tenantId: string, serviceId: string): Promise<void> {
  if (!(await inTransaction(sql, (tx) => archiveServiceRow(tx, tenantId, serviceId)))) throw notFound("service");
}
