import { z } from "zod";
import { id, instant, line, pageOf, pageQuery } from "./common.js";

export const createBlock = z.strictObject({ start: instant, end: instant, reason: line(200).optional() }).meta({ id: "CreateBlock" });

export const block = z
  .object({ id: id("block"), resourceId: z.string(), start: instant, end: instant, reason: z.string().nullable(), createdAt: instant })
  .meta({ id: "Block" });
export const blockList = pageOf(block).meta({ id: "BlockList" });
const period = { ...pageQuery, from: instant.optional(), to: instant.optional() };
export const resourceBlockListQuery = z.strictObject(period);
export const blockListQuery = z.strictObject({ ...period, resourceId: id("resource").optional() });

export type CreateBlock = z.output<typeof createBlock>;
export type BlockView = z.input<typeof block>;
export type BlockListQuery = z.output<typeof blockListQuery>;
