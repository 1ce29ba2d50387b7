import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["{api,sdk,widget,examples}/**/*.test.ts"],
    exclude: ["**/node_modules/**", "**/dist/**"],
    globalSetup: ["api/test/helpers/cluster.ts"],
    // Two files at a time: every file has a database of its own, and the machines have two cores.
    maxWorkers: 2,
    testTimeout: 20_000,
    hookTimeout: 30_000,
  },
});
