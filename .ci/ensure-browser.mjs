// Finds the Chromium that the browser tests drive, or installs one: Debian's where this machine has apt and we are
// root, else Playwright's own. Says in one line what to do where neither works.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";

const places = [
  process.env.CHROMIUM_PATH,
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
];

async function found() {
  if (places.some((path) => path && existsSync(path))) return true;
  const { chromium } = await import("playwright-core");
  return existsSync(chromium.executablePath());
}

const run = (command, ...args) => spawnSync(command, args, { stdio: ["ignore", "ignore", "inherit"] }).status === 0;
const hasApt = process.platform === "linux" && process.getuid?.() === 0 && spawnSync("apt-get", ["--version"]).status === 0;

if (!(await found())) {
  console.log("The browser tests need Chromium; installing it once.");
  if (hasApt && run("apt-get", "update", "-qq"))
    run("apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium", "fonts-noto-core");
  if (!(await found())) run("npx", "--no-install", "playwright-core", "install", "chromium");
  if (!(await found())) {
    console.error("No Chromium was found and none could be installed. Install it (apt-get install chromium), or name one with CHROMIUM_PATH.");
    process.exit(1);
  }
}
