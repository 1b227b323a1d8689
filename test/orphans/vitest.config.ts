// The settings of the one test that is killed on purpose: what ends its processes is what ends those of all tests.
import { defineConfig } from "vitest/config";
import "../support/end-with-run.ts";

export default defineConfig({
  test: {
    include: ["test/orphans/everything-runs.fixture.ts"],
    pool: "forks",
    testTimeout: 300_000,
    setupFiles: ["test/support/watched.ts"],
  },
});
