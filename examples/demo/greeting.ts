import { relative } from "node:path";
import { BRAND } from "./business/catalogue.js";
import type { Demo } from "./demo.js";
import type { DemoSettings } from "./settings.js";

/** What is printed once everything runs: what to open, how to sign in, how to stop. */
export function greeting({ publicUrl, dataFolder, databaseUrl }: DemoSettings, { business, foundData }: Demo, isTerminal: boolean): string {
  const style = (code: number) => (text: string) => (isTerminal ? `\u001b[${code}m${text}\u001b[0m` : text);
  const [bold, dim, green] = [style(1), style(2), style(32)];
  const row = (name: string, value: string, note = "") => `  ${dim(name.padEnd(9))}${value}${note && `  ${dim(note)}`}`;
  const folder = relative(process.cwd(), dataFolder) || ".";
  return [
    "",
    `  ${green("❀")} ${bold(`${BRAND.name} is open.`)} ${dim("A demonstration of Holdfast.")}`,
    "",
    row("Site", bold(`${publicUrl}/`)),
    row("Book", `${publicUrl}/book/haircut`, "pay with the emulator: no real money"),
    row("Mails", `${publicUrl}/demo/outbox`),
    row("API", `${publicUrl}/v1/openapi.json`),
    row("Console", `${publicUrl}/console`, "what an owner uses: calendar, services, payments"),
    row("Owner", business.ownerEmail, `password ${business.ownerPassword}`),
    row("Data", `${folder.startsWith("..") ? dataFolder : folder}`, `${foundData ? "found again" : "new"}${databaseUrl ? ", database from DATABASE_URL" : ""}`),
    "",
    `  ${dim("Ctrl-C stops everything.")}`,
    "",
  ].join("\n");
}
