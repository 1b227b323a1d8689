import { defineConfig } from "vitest/config";

export default defineConfig({
  resolve: {
    // Two spellings of graphql load two copies, which refuse each other's schemas.
    alias: [{ find: /^graphql$/, replacement: "graphql/index.js" }],
  },
  test: {
    include: ["packages/*/{src,testing}/**/*.test.ts", "seeds/**/*.test.ts", "test/**/*.test.ts", "bench/**/*.test.ts"],
    globalSetup: ["test/support/redis.ts"],
    pool: "forks",
    maxWorkers: 2,
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // What is waited for decides when a wait ends, and just before its test's own limit it says what did not come.
    expect: { poll: { timeout: 110_000 } },
  },
});
