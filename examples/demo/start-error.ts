import { ConfigError, EmbeddedServerError, explainDatabaseError, MigrationError } from "@holdfast/api";

/** The demonstration can't start; the message is one sentence that says why and what to do. */
export class StartError extends Error {
  override readonly name = "StartError";
}

/** The sentence for an error that a person can mend, or undefined where the program itself is wrong. */
export function sentenceOf(error: unknown): string | undefined {
  const mendable = [StartError, ConfigError, EmbeddedServerError, MigrationError];
  return error instanceof Error && mendable.some((kind) => error instanceof kind) ? error.message : undefined;
}

/** The same for what went wrong while a database was opened, where a wrong address or password is the usual reason. */
export const databaseError = (cause: unknown): Error =>
  sentenceOf(cause) === undefined ? new StartError(explainDatabaseError(cause), { cause }) : (cause as Error);
