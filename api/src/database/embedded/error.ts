/** The embedded server cannot be had; the message is one sentence that says why and what to do. */
export class EmbeddedServerError extends Error {
  override name = "EmbeddedServerError";
}

/** What failed, in the words of the error itself. */
export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** The system's code of an error ("ENOENT"), where it has one. */
export function codeOf(error: unknown): string | undefined {
  if (!(error instanceof Error) || !("code" in error)) return undefined;
  return typeof error.code === "string" ? error.code : undefined;
}
