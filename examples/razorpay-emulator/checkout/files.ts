import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const TYPES = { css: "text/css", html: "text/html", js: "text/javascript" } as const;

/** The compiler leaves styles, pages and scripts for browsers where they are written; `dist` has only what it made. */
function browserFolder(): string {
  const beside = fileURLToPath(new URL("browser", import.meta.url));
  if (existsSync(beside)) return beside;
  let folder = dirname(beside);
  while (!existsSync(join(folder, "package.json"))) folder = dirname(folder);
  return join(folder, "razorpay-emulator/checkout/browser");
}

/** Answers with one of the checkout's files for browsers; revalidated each time, so that a change shows at the next reload. */
export async function browserFile(name: `${string}.${keyof typeof TYPES}`, headers: Record<string, string> = {}): Promise<Response> {
  const type = TYPES[name.slice(name.lastIndexOf(".") + 1) as keyof typeof TYPES];
  return new Response(await readFile(join(browserFolder(), name)), {
    headers: { "content-type": `${type}; charset=utf-8`, "cache-control": "no-cache", "x-content-type-options": "nosniff", ...headers },
  });
}
