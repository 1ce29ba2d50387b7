import { readdir, readFile } from "node:fs/promises";
import { dirname, extname, join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import type { Handler } from "hono";

/** The examples' own folder: tsc compiles scripts to `dist`, but leaves pages, styles and fonts where they are written. */
export const examplesFolder = await packageFolder(dirname(fileURLToPath(import.meta.url)));

async function packageFolder(folder: string): Promise<string> {
  return (await readdir(folder)).includes("package.json") ? folder : packageFolder(dirname(folder));
}

const TYPES: Readonly<Record<string, string>> = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".map": "application/json",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".woff2": "font/woff2",
};

/**
 * Answers with the files of a folder, the part of the path after `mount` being the name. A name counts only where the
 * folder's own list has it, so that no request reaches out of the folder; the list is read each time, since a build may
 * write the files anew while the server runs.
 */
export function folderHandler(folder: string, mount: string): Handler {
  return async (c) => {
    const name = c.req.path.slice(mount.length);
    const type = TYPES[extname(name)];
    const content = type && (await listFiles(folder)).includes(name) && (await readFile(join(folder, name)).catch(() => undefined));
    if (!content) return c.notFound();
    return c.body(content, 200, { "content-type": type, "cache-control": "no-cache" });
  };
}

async function listFiles(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join("/"));
}
