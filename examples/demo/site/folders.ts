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
 * Answers with the files of a folder, the part of the path after `mount` being the name. Names are looked up in a list
 * made now, never joined to a path, so that no request reaches out of the folder.
 */
export async function folderHandler(folder: string, mount: string): Promise<Handler> {
  const files = new Set(await listFiles(folder));
  return async (c) => {
    const name = c.req.path.slice(mount.length);
    const type = TYPES[extname(name)];
    if (!type || !files.has(name)) return c.notFound();
    // Revalidated each time: a rebuilt widget shows at the next reload.
    return c.body(await readFile(join(folder, name)), 200, { "content-type": type, "cache-control": "no-cache" });
  };
}

async function listFiles(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join("/"));
}
