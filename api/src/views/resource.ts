import type { OverrideView, ResourceView } from "../contract/resources.js";
import type { OverrideRow } from "../queries/overrides.js";
import type { ResourceRow } from "../queries/resources.js";

export const resourceView = ({ resourceId, ...resource }: ResourceRow): ResourceView => ({ id: resourceId, ...resource });

export const overrideView = ({ overrideId, ...override }: OverrideRow): OverrideView => ({ id: overrideId, ...override });
