export type * from "./types.gen.js";
export type { Hold as HoldFields } from "./types.gen.js";
