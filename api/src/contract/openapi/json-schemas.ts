import { z } from "zod";
import { descriptionOf, descriptionsOf } from "./descriptions.js";

export type JsonSchema = Record<string, unknown>;

const COMPONENTS = "#/components/schemas/";

/** JSON Schemas of wire schemas; those with an id are told once, as components. */
export class JsonSchemas {
  readonly components: Record<string, JsonSchema> = {};

  /**
   * @param io - what is sent (`input`) or what a server makes of it (`output`): a number in a query string is a text
   * in the first and a number in the second. Answers, too, are `input`: that leaves room for fields to come.
   */
  of(schema: z.ZodType, io: "input" | "output" = "input"): JsonSchema {
    const { $schema: _, $defs = {}, ...root } = z.toJSONSchema(schema, { io, override: tidy });
    for (const [name, definition] of Object.entries($defs)) {
      const { id: _id, ...component } = withComponentRefs(definition) as JsonSchema;
      const description = descriptionOf(name);
      this.components[name] ??= { ...(description ? { description } : {}), ...describeFields(component, descriptionsOf(name)) };
    }
    return withComponentRefs(root) as JsonSchema;
  }
}

/** Writes what zod says the way OpenAPI 3.1 wants it, and leaves out what only a machine can read. */
function tidy({ jsonSchema }: { jsonSchema: z.core.JSONSchema.BaseSchema }): void {
  if (jsonSchema.format) delete jsonSchema.pattern;
  if ("example" in jsonSchema) {
    jsonSchema.examples = [jsonSchema["example"]];
    delete jsonSchema["example"];
  }
}

const withComponentRefs = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value).replaceAll('"$ref":"#/$defs/', `"$ref":"${COMPONENTS}`));

/** Adds what is known of each field, unless its schema says something itself. */
function describeFields(schema: JsonSchema, descriptions: Readonly<Record<string, string>>): JsonSchema {
  const properties = schema["properties"] as Record<string, JsonSchema> | undefined;
  if (!properties) return schema;
  const described = Object.entries(properties).map(([name, property]) => {
    const description = descriptions[name];
    return [name, description && !property["description"] ? { description, ...property } : property];
  });
  return { ...schema, properties: Object.fromEntries(described) };
}
