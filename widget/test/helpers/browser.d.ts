import { type Browser } from "playwright-core";
/** Starts the Chromium of this machine. @throws where there is none, saying how to get one */
export declare function launchBrowser(): Promise<Browser>;
