/** Who asks, once the Authorization header was checked. */
export type Principal =
  | { kind: "publishable"; tenantId: string; keyId: string }
  | { kind: "secret"; tenantId: string; keyId: string }
  | { kind: "owner"; tenantId: string; ownerId: string }
  | { kind: "customer"; tenantId: string; customerId: string };

export type PrincipalKind = Principal["kind"];
