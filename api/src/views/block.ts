import type { BlockView } from "../contract/blocks.js";
import type { BlockRow } from "../queries/blocks.js";

export const blockView = ({ blockId, resourceId, startsAt, endsAt, reason, createdAt }: BlockRow): BlockView => ({
  id: blockId,
  resourceId,
  start: startsAt.toISOString(),
  end: endsAt.toISOString(),
  reason,
  createdAt: createdAt.toISOString(),
});
