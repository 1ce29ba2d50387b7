import { readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { openApiDocument } from "../contract/openapi.js";
import { schemaSql } from "./generate/schema-sql.js";
import { sdkTypes } from "./generate/sdk-types.js";

const root = new URL("../../../", import.meta.url);

const document = openApiDocument();
const files: Record<string, string> = {
  "sdk/openapi.json": `${JSON.stringify(document, null, 2)}\n`,
  "sdk/src/types.gen.ts": await sdkTypes(document),
  "migrations/schema.sql": await schemaSql(),
};

const stale: string[] = [];
for (const [path, text] of Object.entries(files)) {
  const file = fileURLToPath(new URL(path, root));
  const present = await readFile(file, "utf8").catch(() => undefined);
  if (present === text) continue;
  stale.push(path);
  if (!process.argv.includes("--check")) await writeFile(file, text);
}

if (stale.length === 0) console.log("Generated files are up to date.");
else if (process.argv.includes("--check")) {
  console.error(`Not up to date: ${stale.join(", ")}. Run: npm run generate`);
  process.exitCode = 1;
} else console.log(`Wrote ${stale.join(", ")}`);
