import { configDefaults, defineConfig } from "vitest/config";
import "./test/support/end-with-run.ts";
import { testMs, waitMs } from "./test/support/limits.ts";

const quick = [
  "packages/{api,console,documents,domain,log,process,projections,proofs,proving}/{src,testing}/**/*.test.ts",
  "seeds/**/*.test.ts",
];
const api = ["packages/api/src/**/*.test.ts"];
const stories = ["test/console/**/*.test.ts"];
const eventstore = ["packages/eventstore/{src,test}/**/*.test.ts"];

const build = "packages/eventstore/test/built.ts";
const programs = "packages/eventstore/test/system-program.ts";

export default defineConfig({
  resolve: {
    // Two spellings of graphql load two copies, which refuse each other's schemas.
    alias: [{ find: /^graphql$/, replacement: "graphql/index.js" }],
  },
  test: {
    pool: "forks",
    maxWorkers: 2,
    testTimeout: testMs,
    hookTimeout: testMs,
    expect: { poll: { timeout: waitMs } },
    setupFiles: ["test/support/watched.ts"],
    projects: [
      {
        extends: true,
        // They need no server and leave nothing behind in their process, so that each file need not load everything anew.
        test: { name: "quick", include: quick, isolate: false },
      },
      {
        extends: true,
        // Once more, with every query executed that the others compile: nobody may be able to tell.
        test: { name: "executed", include: api, isolate: false, env: { API_TEST_COMPILE_FROM: "0" } },
      },
      {
        extends: true,
        test: { name: "eventstore", include: eventstore, globalSetup: [build, programs] },
      },
      {
        extends: true,
        test: {
          name: "whole",
          include: ["packages/*/{src,testing}/**/*.test.ts", "test/**/*.test.ts", "bench/**/*.test.ts"],
          exclude: [...configDefaults.exclude, ...quick, ...eventstore, ...stories],
          globalSetup: [build, programs, "test/support/redis.ts"],
        },
      },
      {
        extends: true,
        // The stories of the console, after all else: each starts and ends its own server, and what they load takes longer than many a story.
        // They wait for a browser for a part of their time, so that one more of them than there are processors ends them sooner.
        test: {
          name: "console",
          include: stories,
          isolate: false,
          maxConcurrency: 2,
          maxWorkers: 3,
          sequence: { groupOrder: 1 },
          globalSetup: [build, programs],
        },
      },
    ],
  },
});
