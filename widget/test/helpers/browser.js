import { existsSync } from "node:fs";
import { chromium } from "playwright-core";
const CANDIDATES = [
    process.env["CHROMIUM_PATH"],
    "/usr/bin/chromium",
    "/usr/bin/chromium-browser",
    "/usr/bin/google-chrome",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];
const QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
];
/** Starts the Chromium of this machine. @throws where there is none, saying how to get one */
export async function launchBrowser() {
    const executablePath = CANDIDATES.find((path) => path && existsSync(path)) ?? chromium.executablePath();
    if (!existsSync(executablePath))
        throw new Error("No Chromium found: set CHROMIUM_PATH, or run `npx playwright-core install chromium`.");
    return chromium.launch({ executablePath, args: QUIET });
}
//# sourceMappingURL=browser.js.map