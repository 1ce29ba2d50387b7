import type { Connection } from "../database/connect.js";

export interface OwnerRow {
  tenantId: string;
  ownerId: string;
  email: string;
  name: string | null;
  passwordHash: string;
}

/** An address signs in to one tenant: the primary key `owner_logins_pkey` decides between two sign-ups at once. */
export async function insertOwner(sql: Connection, owner: OwnerRow) {
  await sql`
    insert into directory.owner_logins (email, tenant_id, owner_id)
    values (${owner.email}, ${owner.tenantId}, ${owner.ownerId})`;
  await sql`
    insert into owners (tenant_id, owner_id, email, name, password_hash)
    values (${owner.tenantId}, ${owner.ownerId}, ${owner.email}, ${owner.name}, ${owner.passwordHash})`;
}

/** @param email - in lower case. */
export async function findOwnerByEmail(sql: Connection, email: string): Promise<OwnerRow | undefined> {
  const [row] = await sql<OwnerRow[]>`
    select o.tenant_id, o.owner_id, o.email, o.name, o.password_hash
    from directory.owner_logins l join owners o on o.tenant_id = l.tenant_id and o.owner_id = l.owner_id
    where l.email = ${email}`;
  return row;
}

/** Where the owners of a tenant read mail. */
export function findOwnerAddresses(sql: Connection, tenantId: string) {
  return sql<Pick<OwnerRow, "ownerId" | "email" | "name">[]>`select owner_id, email, name from owners where tenant_id = ${tenantId} order by owner_id`;
}

export async function findOwner(sql: Connection, tenantId: string, ownerId: string): Promise<OwnerRow | undefined> {
  const [row] = await sql<OwnerRow[]>`
    select tenant_id, owner_id, email, name, password_hash from owners
    where tenant_id = ${tenantId} and owner_id = ${ownerId}`;
  return row;
}
