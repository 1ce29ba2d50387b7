import { expect, test } from "vitest";
import { ConfigError, loadConfig } from "../src/config.js";

const REQUIRED = { DATABASE_URL: "postgres://user:password@localhost/holdfast", HOLDFAST_SECRET: "a secret of at least thirty-two characters" };

test("webhooks reach private networks only where that is said", () => {
  expect(loadConfig(REQUIRED).webhooks).toEqual({ allowPrivateNetworks: false });
  expect(loadConfig({ ...REQUIRED, WEBHOOK_PRIVATE_NETWORKS: "" }).webhooks).toEqual({ allowPrivateNetworks: false });
  expect(loadConfig({ ...REQUIRED, WEBHOOK_PRIVATE_NETWORKS: "true" }).webhooks).toEqual({ allowPrivateNetworks: true });
});

test("a setting with a wrong value is named, with what it should be", () => {
  expect(() => loadConfig({ ...REQUIRED, WEBHOOK_PRIVATE_NETWORKS: "yes" })).toThrow(ConfigError);
  expect(() => loadConfig({ ...REQUIRED, WEBHOOK_PRIVATE_NETWORKS: "yes" })).toThrow(/^WEBHOOK_PRIVATE_NETWORKS is not valid: it should be true or false/);
});
