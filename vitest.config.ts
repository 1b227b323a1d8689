import { configDefaults, defineConfig } from "vitest/config";

/** What needs no Redis and no server. */
const quick = [
  "packages/{api,documents,domain,log,process,projections}/{src,testing}/**/*.test.ts",
  "seeds/**/*.test.ts",
];

// One limit for everything that waits: far beyond what the slowest test takes on a busy machine, so that it tells a test
// that hangs, and never a machine that is slow.
const limitMs = 300_000;

export default defineConfig({
  resolve: {
    // Two spellings of graphql load two copies, which refuse each other's schemas.
    alias: [{ find: /^graphql$/, replacement: "graphql/index.js" }],
  },
  test: {
    pool: "forks",
    maxWorkers: 2,
    testTimeout: limitMs,
    hookTimeout: limitMs,
    expect: { poll: { timeout: limitMs } },
    setupFiles: ["test/support/watched.ts"],
    projects: [
      {
        extends: true,
        test: { name: "quick", include: quick, globalSetup: ["test/support/end-with-parent.ts"] },
      },
      {
        extends: true,
        test: {
          name: "servers",
          include: ["packages/*/{src,testing}/**/*.test.ts", "test/**/*.test.ts", "bench/**/*.test.ts"],
          exclude: [...configDefaults.exclude, ...quick],
          globalSetup: ["test/support/end-with-parent.ts", "test/support/redis.ts"],
        },
      },
    ],
  },
});
