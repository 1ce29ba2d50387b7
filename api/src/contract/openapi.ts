import { ENDPOINTS, TAGS } from "./endpoints.js";
import { EVENT_TYPES, webhookEvent } from "./events.js";
import { INTRODUCTION } from "./openapi/introduction.js";
import { JsonSchemas } from "./openapi/json-schemas.js";
import { WEBHOOK_WORDS } from "./openapi/descriptions/webhooks.js";
import { operationOf } from "./openapi/operation.js";
import { problem } from "./problem.js";

const securitySchemes = {
  publishableKey: { type: "http", scheme: "bearer", description: "`pk_…`: for browsers, from the origins that the key allows." },
  secretKey: { type: "http", scheme: "bearer", description: "`sk_…`: for servers. Refused when it comes with an `Origin` header." },
  customerToken: { type: "http", scheme: "bearer", bearerFormat: "JWT", description: "A customer's access token, from signing in: for their own bookings." },
  ownerToken: { type: "http", scheme: "bearer", bearerFormat: "JWT", description: "An owner's access token, from signing in." },
  holdfastToken: {
    type: "apiKey",
    in: "header",
    name: "Holdfast-Token",
    description: "The token of the one hold or booking that the request is about. It needs no key beside it.",
  },
};

const parameters = {
  IdempotencyKey: {
    name: "Idempotency-Key",
    in: "header",
    required: false,
    description:
      "Any text that no other request uses, such as a UUID. The same key with the same request gives the same answer for 24 hours.",
    schema: { type: "string", minLength: 1, maxLength: 256 },
  },
};

const headers = {
  RetryAfter: { description: "Seconds to wait before trying again, where that may help.", schema: { type: "integer", minimum: 0 } },
  IdempotencyReplayed: {
    description: "`true` where this is the stored answer of an earlier request; its times are of then.",
    schema: { type: "string", const: "true" },
  },
};

const responses = {
  Problem: {
    description: "The request was not done; `code` tells why.",
    headers: { "Retry-After": { $ref: "#/components/headers/RetryAfter" } },
    content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } },
  },
};

/** The API as an OpenAPI 3.1 document, made from the schemas that requests are validated with. */
export function openApiDocument(): object {
  const schemas = new JsonSchemas();
  const paths: Record<string, Record<string, object>> = {};
  for (const endpoint of ENDPOINTS) (paths[endpoint.path] ??= {})[endpoint.method] = operationOf(endpoint, schemas);
  schemas.of(problem);
  return {
    openapi: "3.1.0",
    info: { title: "Holdfast", version: "1", description: INTRODUCTION, license: { name: "MIT", identifier: "MIT" } },
    servers: [{ url: "/", description: "This server." }],
    tags: Object.entries(TAGS).map(([name, description]) => ({ name, description })),
    paths,
    webhooks: Object.fromEntries(EVENT_TYPES.map((type) => [type, { post: webhookOf(type, schemas) }])),
    components: { schemas: sorted(schemas.components), responses, securitySchemes, parameters, headers },
  };
}

/** What is posted to an endpoint of a business's own. */
const webhookOf = (type: string, schemas: JsonSchemas): object => ({
  summary: WEBHOOK_WORDS["EventType"]![type],
  tags: ["Webhooks"],
  security: [],
  requestBody: { required: true, content: { "application/json": { schema: schemas.of(webhookEvent) } } },
  responses: { "2XX": { description: "Received. Anything else, or no answer within ten seconds, is tried again." } },
});

/** By name, so that a new endpoint moves nothing. */
const sorted = <T>(record: Record<string, T>): Record<string, T> =>
  Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));
