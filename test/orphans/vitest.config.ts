// The settings of the one test that is killed on purpose. Its processes end by the same means as those of all tests.
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
