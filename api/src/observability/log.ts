import { type DestinationStream, type Logger, pino } from "pino";
import postgres from "postgres";

/**
 * The process's log: lines of JSON, without anything of a person. Errors are told by what they are and where they
 * happened; what somebody typed or sent can stand in their messages and beside them, and is left out.
 */
export const createLog = (level: string, stream?: DestinationStream): Logger =>
  pino(
    {
      level,
      base: { name: "holdfast" },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      serializers: { err: describeError },
    },
    ...(stream ? [stream] : []),
  );

/** What is told of an error beside its name, message and stack. Names of things of ours, never values. */
const TOLD = ["code", "constraint_name", "table_name", "column_name", "routine", "severity", "kind", "status", "responseCode", "command"];

/** Deeper than errors are wrapped in each other. */
const MOST_CAUSES = 4;

/** An error for the log. */
export function describeError(error: unknown, depth = 0): unknown {
  if (!(error instanceof Error)) return { type: typeof error };
  const told = Object.fromEntries(TOLD.flatMap((name) => {
    const value = (error as unknown as Record<string, unknown>)[name];
    return typeof value === "string" || typeof value === "number" ? [[name, typeof value === "string" ? withoutValues(value) : value]] : [];
  }));
  return {
    type: error.name,
    message: messageOf(error),
    ...told,
    // Without its first lines, which repeat the message.
    stack: error.stack?.split("\n").filter((line) => /^\s+at /.test(line)).join("\n"),
    ...(error.cause !== undefined && depth < MOST_CAUSES && { cause: describeError(error.cause, depth + 1) }),
  };
}

function messageOf(error: Error): string {
  // What the server complains of can be what somebody typed: `invalid input syntax for type date: "…"`.
  if (error instanceof postgres.PostgresError) return error.message.replace(/: ".*$/s, "");
  // JSON.parse quotes what it could not read.
  if (error instanceof SyntaxError) return "Something could not be parsed.";
  return withoutValues(error.message);
}

/** Without addresses, as mail servers repeat them, and without what looks like a key, a token or a telephone number. */
const withoutValues = (text: string) =>
  text
    .replace(/[^\s<>"'(),;:]+@[^\s<>"'(),;:]+/g, "[address]")
    .replace(/\b(?:[a-z]+_)?[\w-]{32,}(?:\.[\w-]+)*/gi, "[secret]")
    .replace(/\+?\d[\d\s-]{7,}\d/g, "[number]")
    .slice(0, 500);
