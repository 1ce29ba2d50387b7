import { zValidator } from "@hono/zod-validator";
import type { ValidationTargets } from "hono";
import type { z } from "zod";
import { BookingError } from "../../errors.js";

/** `["customer", "email"]` → `customer.email`; `["slots", 3, "start"]` → `slots[3].start`. */
const pathText = (path: readonly PropertyKey[]) =>
  path.reduce<string>((text, key) => (typeof key === "number" ? `${text}[${key}]` : text ? `${text}.${String(key)}` : String(key)), "");

/** Flattens zod's issues: of a union the branch that came closest, of unknown keys each by its name. */
export function fieldErrors(issues: readonly z.core.$ZodIssue[], prefix: readonly PropertyKey[] = []): { path: string; message: string }[] {
  return issues.flatMap((issue) => {
    const path = [...prefix, ...issue.path];
    if (issue.code === "invalid_union" && issue.errors.length > 0) {
      // The branch that knows the fields that were sent; of several, the first.
      const closest = issue.errors.find((branch) => !branch.some(({ code }) => code === "unrecognized_keys")) ?? issue.errors[0]!;
      return fieldErrors(closest, path);
    }
    if (issue.code === "unrecognized_keys")
      return issue.keys.map((key) => ({ path: pathText([...path, key]), message: "Is not a known field." }));
    return [{ path: pathText(path), message: issue.message }];
  });
}

/** Validates one part of the request by a contract schema; what is wrong becomes `validation_failed` with its paths. */
export const validate = <T extends z.ZodType, Target extends keyof ValidationTargets>(target: Target, schema: T) =>
  zValidator(target, schema, (result) => {
    if (!result.success)
      throw new BookingError("validation_failed", undefined, { errors: fieldErrors(result.error.issues).slice(0, 20) });
  });
