import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { runParts } from "./run.js";
import { isBroken, isReached } from "./report/report.js";
import { readSettings } from "./settings.js";
import { listParts } from "./parts.js";

/** `npm run bench`, or with names of parts: `npm run bench -- holds contention`. Flags: `--quick`, `--full`. */
async function main(): Promise<void> {
  const words = process.argv.slice(2);
  const known = await listParts();
  const flags = new Set(words.filter((word) => word.startsWith("--")));
  const names = words.filter((word) => !word.startsWith("--"));
  const unknown = [...names.filter((name) => !known.has(name)), ...[...flags].filter((flag) => flag !== "--quick" && flag !== "--full")];
  if (unknown.length > 0) throw new Error(`There is no ${unknown.join(", ")}. Parts: ${[...known.keys()].join(", ")}. Flags: --quick, --full.`);
  const settings = readSettings(flags, process.env);

  const results = await runParts(settings, new Map([...known].filter(([name]) => names.length === 0 || names.includes(name))));
  await mkdir(settings.folder, { recursive: true });
  const file = join(settings.folder, `results-${new Date().toISOString().replaceAll(/[:.]/g, "-")}.json`);
  await writeFile(file, `${JSON.stringify(results, null, 2)}\n`);
  const figures = results.parts.flatMap((part) => part.figures);
  const missed = figures.filter((figure) => isReached(figure) === false);
  console.log(`\n${figures.filter(isReached).length} goals reached, ${missed.length} missed. All of it: ${file}`);
  if (missed.some(isBroken)) process.exitCode = 1;
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.stack : error);
  process.exitCode = 1;
});
