import { onTestFinished } from "vitest";
import { createNetwork, type Network } from "./network.js";

/** A network between a pool and its server, until the test is over. */
export async function startNetwork(serverUrl: string): Promise<Network> {
  const network = await createNetwork(serverUrl);
  onTestFinished(() => network.close());
  return network;
}
