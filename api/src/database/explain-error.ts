import postgres from "postgres";

const byCode = new Map([
  ["ECONNREFUSED", "nothing listens at that address"],
  ["ENOTFOUND", "its host is not known"],
  ["EAI_AGAIN", "its host is not known"],
  ["CONNECT_TIMEOUT", "its host does not answer"],
  ["ERR_INVALID_URL", "it must look like postgres://user:password@host:5432/name"],
  ["28P01", "the server refuses this user and password"],
  ["28000", "the server refuses this user"],
  ["3D000", "there is no such database on the server"],
]);

/**
 * One sentence, for the person at the terminal, on why a command could not use the database that DATABASE_URL names.
 * It never holds the address itself, which has a password in it.
 */
export function explainDatabaseError(error: unknown): string {
  const cause = error instanceof AggregateError ? error.errors[0] : error;
  if (!(cause instanceof Error)) return String(cause);
  const known = "code" in cause && typeof cause.code === "string" ? byCode.get(cause.code) : undefined;
  if (known) return `The database of DATABASE_URL cannot be used: ${known}.`;
  if (cause instanceof postgres.PostgresError) return `The database refused (${cause.code}): ${cause.message}`;
  return cause.message;
}
