// Where the time of a small profile goes.
import { expect, test } from "vitest";
import { type CpuProfile, costsIn } from "./costs.ts";

const frame = (id: number, functionName: string, url: string, ...children: number[]) => ({
  id,
  callFrame: { functionName, url },
  children,
});
const library = (path: string) => `file:///work/node_modules/.pnpm/some@1/node_modules/${path}`;
const nodes = [
  frame(1, "(root)", "", 2, 3, 7),
  frame(2, "(idle)", ""),
  frame(3, "executeFields", library("graphql/execution/execute.js"), 4),
  frame(4, "", "file:///work/packages/api/src/ledger/queries.ts", 5),
  frame(5, "map", "", 6),
  frame(6, "verify", library("jose/dist/verify.js")),
  frame(7, "(garbage collector)", ""),
];
const profile = (samples: number[], timeDeltas = samples.map(() => 100)): CpuProfile => ({
  nodes,
  samples,
  timeDeltas,
});

test("time counts for the innermost stage that is known, and idle time not at all", () => {
  expect(costsIn(profile([3, 4, 5, 6, 7, 2, 2, 2])).byStage).toEqual([
    ["our resolvers", 0.4],
    ["executing (graphql-js)", 0.2],
    ["tokens", 0.2],
    ["garbage collection", 0.2],
  ]);
});

test("packages and functions are those in which the time was spent itself", () => {
  const { byPackage, byFunction } = costsIn(profile([4, 4, 6, 3]));
  expect(byPackage).toEqual([
    ["packages/api/src/ledger/queries.ts", 0.5],
    ["jose", 0.25],
    ["graphql", 0.25],
  ]);
  expect(byFunction[0]).toEqual(["packages/api/src/ledger/queries.ts (anonymous)", 0.5]);
});

test("a sample after a pause counts no more than one without: others had the machine meanwhile", () => {
  expect(costsIn(profile([3, 6], [9_000_000, 300])).byPackage).toEqual([
    ["graphql", 0.5],
    ["jose", 0.5],
  ]);
});
