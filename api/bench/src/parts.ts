import { readdir } from "node:fs/promises";
import type { Part } from "./part.js";

/** The parts by name, in the order of the report. A file in `src/parts` is one; what was compiled of a deleted one is not. */
export async function listParts(): Promise<Map<string, Part>> {
  const files = await readdir(new URL("../src/parts/", import.meta.url));
  const parts = await Promise.all(files.filter((file) => file.endsWith(".ts")).map(async (file) => {
    const name = file.slice(0, -".ts".length);
    const module = (await import(new URL(`parts/${name}.js`, import.meta.url).href)) as { default: Part };
    return [name, module.default] as const;
  }));
  return new Map(parts.sort(([, a], [, b]) => a.order - b.order));
}
