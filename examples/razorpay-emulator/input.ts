import type { Context } from "hono";
import type { Notes } from "./entities.js";
import { badRequest, invalidField } from "./errors.js";

/** A request's fields, not yet looked at. */
export type Fields = Record<string, unknown>;

const isObject = (value: unknown): value is Fields => typeof value === "object" && value !== null && !Array.isArray(value);

/** Reads JSON, or a form as `curl -d` sends it: the API takes both. */
export async function readFields(c: Context): Promise<Fields> {
  const text = await c.req.text();
  if (text.trim() === "") return {};
  if (!/json/.test(c.req.header("content-type") ?? "")) return unflatten(new URLSearchParams(text));
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    throw badRequest("The request body is not valid JSON.");
  }
  if (!isObject(parsed)) throw badRequest("The request body must be an object.");
  return parsed;
}

/** `notes[key]=value` becomes `{notes: {key: value}}`. */
function unflatten(entries: Iterable<[string, string]>): Fields {
  const fields: Fields = Object.create(null);
  for (const [name, value] of entries) {
    const path = name.split(/[[\]]+/).filter(Boolean);
    const last = path.pop();
    if (last === undefined) continue;
    let target = fields;
    for (const part of path) {
      const inner = target[part];
      target = isObject(inner) ? inner : ((target[part] = Object.create(null)) as Fields);
    }
    target[last] = value;
  }
  return fields;
}

/** @throws {ApiError} naming the fields that the endpoint does not have. */
export function refuseOthers(fields: Fields, known: ReadonlySet<string>): void {
  const others = Object.keys(fields).filter((name) => !known.has(name));
  if (others.length > 0) throw badRequest(`${others.join(", ")} is/are not required and should not be sent`);
}

/** A whole number, also where it arrives as text. */
export function integer(fields: Fields, name: string): number {
  const value = fields[name];
  if (value === undefined || value === null || value === "") throw invalidField(name, `The ${name} field is required.`);
  const number = typeof value === "string" && /^-?\d+$/.test(value) ? Number(value) : value;
  if (typeof number !== "number" || !Number.isSafeInteger(number)) throw invalidField(name, `The ${name} must be an integer.`);
  return number;
}

export function text(fields: Fields, name: string): string {
  const value = fields[name];
  if (value === undefined || value === null || value === "") throw invalidField(name, `The ${name} field is required.`);
  if (typeof value !== "string") throw invalidField(name, `The ${name} must be a string.`);
  return value;
}

/** Null where it is left out. */
export function receipt(fields: Fields): string | null {
  if (fields["receipt"] === undefined || fields["receipt"] === null || fields["receipt"] === "") return null;
  const value = text(fields, "receipt");
  if ([...value].length > 40) throw invalidField("receipt", "The receipt may not be greater than 40 characters.");
  return value;
}

export function notes(value: unknown): Notes {
  if (value === undefined || value === null || value === "" || (Array.isArray(value) && value.length === 0)) return [];
  if (!isObject(value)) throw invalidField("notes", "The notes must be an array.");
  const entries = Object.entries(value);
  if (entries.length > 15) throw invalidField("notes", "Number of fields in notes should be less than or equal to 15");
  const kept: Record<string, string | number> = {};
  for (const [key, note] of entries) {
    if (typeof note !== "string" && typeof note !== "number") throw invalidField("notes", "Notes values must be string or integer.");
    if ([...key].length > 256 || [...String(note)].length > 256)
      throw invalidField("notes", "Notes keys and values may not be greater than 256 characters.");
    kept[key] = note;
  }
  return entries.length === 0 ? [] : kept;
}

/** A nested object, empty where it is left out. */
export function nested(fields: Fields, name: string): Fields | undefined {
  const value = fields[name];
  if (value === undefined || value === null) return undefined;
  if (!isObject(value)) throw invalidField(name, `The ${name} must be an array.`);
  return value;
}

/** A whole number that a caller in this process or over HTTP gave for `name`. @throws {ApiError} below `least` or above `most` */
export function requireWithin(name: string, value: number, least: number, most = Number.MAX_SAFE_INTEGER): void {
  if (Number.isSafeInteger(value) && value >= least && value <= most) return;
  const range = most < Number.MAX_SAFE_INTEGER ? `from ${least} to ${most}` : `of at least ${least}`;
  throw badRequest(`${name} must be a whole number ${range}.`, { field: name });
}

/** A flag, as JSON or a form writes it. */
export const flag = (value: unknown) => value === true || value === 1 || value === "1" || value === "true";
