import type { AuditActorKind } from "../../contract/audit-log.js";
import type { Sql, Transaction } from "../../database/connect.js";
import { type Witness, witnessed } from "../../database/witness.js";
import { changesBetween } from "../../domain/audit-changes.js";
import { newId } from "../../ids.js";
import { insertAuditEntry, type Snapshot, snapshotOf, watchedOf } from "../../queries/audit-log.js";

export interface Actor {
  tenantId: string;
  kind: AuditActorKind;
  /** Customers have none here. */
  id: string | null;
}

/** What is known of a request whose deed is written down. */
export interface AuditedRequest {
  action: string;
  /** What its path names, the innermost last; nothing where it makes something. */
  namedId: string | undefined;
  makesSomething: boolean;
  /** Then who did it is told by what it gives. */
  isSignIn: boolean;
  clientAddress: string;
  userAgent: string | undefined;
  requestId: string;
  /** Known once its credential was checked. */
  actor?: Actor | undefined;
}

/**
 * Writes down what a request does, in the transaction that does it: neither is there without the other. A transaction
 * that changed nothing, as of a request that was answered before, leaves no entry; and a request leaves one at most.
 */
export const auditedPool = (sql: Sql, request: AuditedRequest): Sql => witnessed(sql, auditWitness(request));

function auditWitness(request: AuditedRequest): Witness {
  const noun = request.action.slice(0, request.action.indexOf("."));
  let isWritten = false;
  let willBeWritten = false;
  let before: Snapshot | undefined;

  const look = async (tx: Transaction, tenantId: string, targetId: string | undefined) => {
    const watching = targetId === undefined ? undefined : watchedOf(noun, targetId);
    return watching && { ...watching, row: await snapshotOf(tx, tenantId, targetId!, watching.watched) };
  };
  const targetBefore = ({ tenantId }: Actor) => (request.makesSomething ? undefined : (request.namedId ?? tenantId));

  return {
    async before(tx) {
      willBeWritten = false;
      if (isWritten || !request.actor) return;
      before = (await look(tx, request.actor.tenantId, targetBefore(request.actor)))?.row;
    },
    async after(tx, value) {
      const { action, requestId } = request;
      const actor = (request.actor ??= request.isSignIn ? signedInBy(value) : undefined);
      if (isWritten || !actor) return;
      const targetId = request.isSignIn ? actor.id! : (targetBefore(actor) ?? idIn(value) ?? request.namedId);
      const seen = request.isSignIn ? undefined : await look(tx, actor.tenantId, targetId);
      const isCustomer = actor.kind === "customer";
      willBeWritten = await insertAuditEntry(tx, actor.tenantId, {
        entryId: newId("auditEntry"),
        actorKind: actor.kind,
        actorId: actor.id,
        action,
        targetId: targetId ?? null,
        targetName: nameIn(seen?.row ?? before, seen?.mayTell),
        changes: seen ? (changesBetween(before, seen.row, seen.mayTell, seen.watched.idColumn) as never) : [],
        clientAddress: isCustomer ? null : request.clientAddress,
        userAgent: isCustomer ? null : (request.userAgent?.replaceAll(/[^\x20-\x7e]/g, "").slice(0, 300) ?? null),
        requestId,
      });
    },
    committed() {
      isWritten ||= willBeWritten;
    },
  };
}

function signedInBy(value: unknown): Actor | undefined {
  const { tenant, owner } = value as { tenant?: { id: string }; owner?: { id: string } };
  return tenant && owner && { tenantId: tenant.id, kind: "owner", id: owner.id };
}

/** The id of what a transaction made: of its answer, or of the first where there are several. */
function idIn(value: unknown): string | undefined {
  const { answer = value } = (value ?? {}) as { answer?: unknown };
  const { id, data } = (answer ?? {}) as { id?: unknown; data?: unknown };
  if (typeof id === "string") return id;
  const first: unknown = Array.isArray(answer) ? answer[0] : Array.isArray(data) ? data[0] : undefined;
  return first === undefined ? undefined : idIn(first);
}

const nameIn = (row: Snapshot | undefined, mayTell: ((column: string) => boolean) | undefined): string | null =>
  typeof row?.["name"] === "string" && mayTell?.("name") ? row["name"] : null;
