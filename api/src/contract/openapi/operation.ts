import type { z } from "zod";
import { type Credential, type Endpoint, errorCodesOf } from "../endpoints.js";
import type { ErrorCode } from "../problem.js";
import { descriptionsOf } from "./descriptions.js";
import type { JsonSchemas } from "./json-schemas.js";
import { PROBLEMS } from "./problems.js";

const SCHEMES: Record<Exclude<Credential, "none">, string> = {
  publishable: "publishableKey",
  secret: "secretKey",
  owner: "ownerToken",
  customer: "customerToken",
  token: "holdfastToken",
};

/** The operation object of an endpoint. */
export function operationOf(endpoint: Endpoint, schemas: JsonSchemas): object {
  const { operationId, summary, description, tag, credentials, body, params, query, headers, idempotencyKey } = endpoint;
  const parameters = [
    ...parametersOf("path", params, operationId, schemas),
    ...parametersOf("query", query, operationId, schemas),
    ...parametersOf("header", headers, operationId, schemas),
    ...(idempotencyKey ? [{ $ref: "#/components/parameters/IdempotencyKey" }] : []),
  ];
  return {
    operationId,
    summary,
    ...(description ? { description } : {}),
    tags: [tag],
    security: credentials.map((credential) => (credential === "none" ? {} : { [SCHEMES[credential]]: [] })),
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(body ? { requestBody: { required: !body.safeParse({}).success, content: { "application/json": { schema: schemas.of(body) } } } } : {}),
    responses: { [endpoint.success.status]: successOf(endpoint, schemas), ...problemsOf(endpoint) },
  };
}

function parametersOf(place: string, object: z.ZodObject | undefined, operationId: string, schemas: JsonSchemas): object[] {
  const descriptions = descriptionsOf(operationId);
  return Object.entries<z.ZodType>(object?.shape ?? {}).map(([name, field]) => {
    const { description = descriptions[name], ...schema } = schemas.of(field, "output");
    const required = !field.safeParse(undefined).success;
    return { name, in: place, required, ...(description ? { description } : {}), schema };
  });
}

function successOf({ success, idempotencyKey }: Endpoint, schemas: JsonSchemas): object {
  const { status, body, contentType = "application/json" } = success;
  return {
    description: { 200: "OK", 201: "Created", 204: "Done; no content" }[status],
    ...(idempotencyKey ? { headers: { "Idempotency-Replayed": { $ref: "#/components/headers/IdempotencyReplayed" } } } : {}),
    ...(body ? { content: { [contentType]: { schema: schemas.of(body) } } } : {}),
  };
}

/** One response per status, which tells the codes that it can carry. */
function problemsOf(endpoint: Endpoint): object {
  const all = errorCodesOf(endpoint);
  const statusOf = (code: ErrorCode) => PROBLEMS[code][0];
  const statuses = [...new Set(all.map(statusOf))];
  const responses = statuses.map((status) => {
    const codes = all.filter((code) => statusOf(code) === status);
    return [status, { $ref: "#/components/responses/Problem", description: codes.map((code) => `\`${code}\``).join(", ") }];
  });
  return Object.fromEntries(responses);
}
