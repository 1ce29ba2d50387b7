import { expect, test } from "vitest";
import { ENDPOINTS, type Endpoint, errorCodesOf } from "../../src/contract/endpoints.js";
import { DESCRIPTIONS } from "../../src/contract/openapi/descriptions.js";
import { openApiDocument } from "../../src/contract/openapi.js";
import { PROBLEMS } from "../../src/contract/openapi/problems.js";
import { ERROR_CODES } from "../../src/contract/problem.js";
import { STATUS } from "../../src/http/error-handler.js";

interface Named {
  operationId: string;
  parameters?: { name?: string }[];
}
interface Document {
  paths: Record<string, Record<string, Named>>;
  components: Record<string, Record<string, { properties?: object }>>;
}
const document = openApiDocument() as Document;
const text = JSON.stringify(document);
const operations = Object.values(document.paths).flatMap((path) => Object.values(path));

test("every endpoint is in the document once", () => {
  expect(new Set(operations.map(({ operationId }) => operationId)).size).toBe(ENDPOINTS.length);
});

test.each(ENDPOINTS.map((endpoint): [string, Endpoint] => [endpoint.operationId, endpoint]))(
  "%s names the parameters that its path has",
  (_, { path, params }) => {
    const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
    expect(Object.keys(params?.shape ?? {})).toEqual(inPath);
  },
);

test("every reference leads to something", () => {
  for (const [, kind, name] of text.matchAll(/"\$ref":"#\/components\/(\w+)\/(\w+)"/g))
    expect(document.components[kind!], `${kind}/${name}`).toHaveProperty(name!);
  expect(text).not.toContain("$defs");
});

test("every description is of a field that exists", () => {
  for (const { of, fields } of DESCRIPTIONS) {
    const known = of.flatMap((name) => [
      ...Object.keys(document.components["schemas"]![name]?.properties ?? {}),
      ...(operations.find(({ operationId }) => operationId === name)?.parameters ?? []).map((parameter) => parameter.name),
    ]);
    for (const field of Object.keys(fields)) expect(known, `${of.join(", ")}: edit api/src/contract/openapi/descriptions/`).toContain(field);
  }
});

test("every error code is one that some endpoint can answer with", () => {
  const possible = new Set(ENDPOINTS.flatMap((endpoint: Endpoint) => errorCodesOf(endpoint)));
  // Answered where there is no endpoint.
  possible.add("method_not_allowed");
  expect(ERROR_CODES.filter((code) => !possible.has(code))).toEqual([]);
});

test("the document tells the status that is sent", () => {
  const told = Object.fromEntries(Object.entries(PROBLEMS).map(([code, [status]]) => [code, status]));
  expect(told, "edit api/src/contract/openapi/problems.ts").toEqual(STATUS);
});

test("the same schemas always give the same document", () => {
  expect(JSON.stringify(openApiDocument())).toBe(text);
});
