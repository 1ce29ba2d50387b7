import { readFileSync } from "node:fs";
import { Hono } from "hono";
import { listen } from "@holdfast/api";

/**
 * Hono with nothing to do: it sends the same JSON to everybody, as text that was made once, and at /object made anew
 * from the object each time.
 */
const text = readFileSync(process.argv[2]!, "utf8");
const object: unknown = JSON.parse(text);
const app = new Hono()
  .get("/text", (c) => c.body(text, 200, { "Content-Type": "application/json" }))
  .get("/object", (c) => c.json(object as object));

const server = await listen(app.fetch, { port: Number(process.env["PORT"]), host: "127.0.0.1" });
console.log(server.url);
process.on("SIGTERM", () => process.exit());
