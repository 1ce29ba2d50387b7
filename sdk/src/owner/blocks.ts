import { Noun } from "../lib/noun.js";
import { path } from "../lib/url.js";
import type { CallOptions } from "../options.js";
import type { Block, BlockList, CreateBlock, ListBlocksQuery, ListResourceBlocksQuery } from "../types.js";

/** Time that is taken out of use. */
export class Blocks extends Noun {
  /** A page of a resource's. */
  list(resourceId: string, query?: ListResourceBlocksQuery, options?: CallOptions): Promise<BlockList> {
    return this.read(path`/resources/${resourceId}/blocks`, options, query);
  }

  /** A page of those of all resources. */
  listAll(query?: ListBlocksQuery, options?: CallOptions): Promise<BlockList> {
    return this.read("/blocks", options, query);
  }

  /** Takes time out of use. @throws HoldfastError `resource_in_use`, whose `inTheWay` tells what is there already */
  create(resourceId: string, input: CreateBlock, options?: CallOptions): Promise<Block> {
    return this.post(path`/resources/${resourceId}/blocks`, input, options);
  }

  /** Gives the time back. @throws HoldfastError `not_found` */
  delete(blockId: string, options?: CallOptions): Promise<void> {
    return this.remove(path`/blocks/${blockId}`, options);
  }
}
