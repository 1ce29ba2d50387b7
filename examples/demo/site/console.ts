import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Hono } from "hono";
import { examplesFolder, folderHandler } from "./folders.js";

/** What the owner's console may do: its own files and the API of this origin, and nothing else. */
export const CONSOLE_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "img-src 'self'",
  "font-src 'self'",
  "require-trusted-types-for 'script'",
  "trusted-types lit-html",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
].join("; ");

/** The owner's console as it would stand on any host of files: a page, its styles, its bundle. */
export function consolePages(): Hono {
  const app = new Hono();
  const folder = join(examplesFolder, "console");
  app.use("/console/*", async (c, next) => {
    await next();
    c.header("content-security-policy", CONSOLE_POLICY);
  });
  app.get("/console", (c) => c.redirect("/console/"));
  app.get("/console/", async (c) => c.html(await readFile(join(folder, "index.html"), "utf8")));
  app.get("/console/icon.svg", folderHandler(folder, "/console/"));
  app.get("/console/styles/*", folderHandler(join(folder, "styles"), "/console/styles/"));
  app.get("/console/fonts/*", folderHandler(join(examplesFolder, "demo/site/public/fonts"), "/console/fonts/"));
  // Bundled by `npm run build`, beside what the compiler wrote.
  app.get("/console/scripts/*", folderHandler(fileURLToPath(new URL("../../console/bundle", import.meta.url)), "/console/scripts/"));
  return app;
}
