import { defineConfig } from "vitest/config";
import "./test/support/end-with-run.ts";

// The channel to `npm run` ends this process, and must not keep it running.
process.channel?.unref();

export default defineConfig({
  resolve: {
    // Two spellings of graphql load two copies, which refuse each other's schemas.
    alias: [{ find: /^graphql$/, replacement: "graphql/index.js" }],
  },
  test: {
    pool: "forks",
    maxWorkers: 2,
    testTimeout: 120_000,
    hookTimeout: 120_000,
    setupFiles: ["test/support/end-with-run.ts"],
    // Two that need nothing of each other: the event store, and the ledger, whose tests need a Redis.
    projects: [
      {
        extends: true,
        test: {
          name: "eventstore",
          include: ["packages/eventstore/{src,test}/**/*.test.ts"],
          // Most start a server again and again, which takes its time on a busy machine.
          testTimeout: 300_000,
          hookTimeout: 300_000,
        },
      },
      {
        extends: true,
        test: {
          name: "ledger",
          include: [
            "packages/*/{src,testing}/**/*.test.ts",
            "seeds/**/*.test.ts",
            "test/**/*.test.ts",
            "bench/**/*.test.ts",
          ],
          exclude: ["**/node_modules/**", "packages/eventstore/**"],
          globalSetup: ["test/support/redis.ts"],
        },
      },
    ],
  },
});
