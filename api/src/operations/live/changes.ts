/** Something became free, or was taken, on these resources at this time. */
export interface TimeChange {
  tenantId: string;
  resourceIds: readonly string[];
  startMs: number;
  endMs: number;
}

/** Hours, services or published sessions of a tenant changed: what it offers has to be read anew. */
export interface CatalogueChange {
  tenantId: string;
}

export type Change = TimeChange | CatalogueChange;

export const isTimeChange = (change: Change): change is TimeChange => "resourceIds" in change;

/** Told after a commit; who watches learns of it. Best effort: nothing depends on its arriving but how soon a page knows. */
export interface ChangeListener {
  changed(change: Change): void;
}

/** What a hold keeps, as a change. */
export const timeOf = ({ tenantId, resourceIds, claimStartMs, claimEndMs }: { tenantId: string; resourceIds: readonly string[]; claimStartMs: number; claimEndMs: number }): TimeChange => ({
  tenantId,
  resourceIds,
  startMs: claimStartMs,
  endMs: claimEndMs,
});
