import { HoldfastError } from "@holdfast/sdk/server";

/** What went wrong, as a sentence for the owner. */
export function sentenceOf(error: unknown): string {
  if (!(error instanceof HoldfastError)) return "Something went wrong in this page. Reload it, then try again.";
  if (error.code === "network_error" || error.code === "timeout") return "The booking server can’t be reached. Check the connection, then try again.";
  if (error.code === "invalid_response") return "The server gave an answer that is not Holdfast’s. Try again in a moment.";
  const first = error.errors?.[0];
  if (error.code === "validation_failed" && first) return `${error.detail} ${first.path ? `${first.path}: ` : ""}${first.message}`;
  return error.detail;
}

/** The wrong fields of a refused input, by their paths. */
export const fieldErrorsOf = (error: unknown): Map<string, string> =>
  new Map(error instanceof HoldfastError ? (error.errors ?? []).map(({ path, message }) => [path, message]) : []);
