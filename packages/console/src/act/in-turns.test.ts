import { expect, test } from "vitest";
import { inTurns } from "./in-turns.ts";

test("much is done six pieces at a time, in its order, also where one fails", async () => {
  const turn = inTurns();
  let atWork = 0;
  let mostAtWork = 0;
  const begun: number[] = [];
  const all = Array.from({ length: 20 }, (_, at) => at);
  const results = await Promise.allSettled(
    all.map((each) =>
      turn(async () => {
        begun.push(each);
        atWork += 1;
        mostAtWork = Math.max(mostAtWork, atWork);
        await Promise.resolve();
        atWork -= 1;
        if (each % 5 === 0) throw new Error("no");
        return each * 2;
      }),
    ),
  );
  expect(results.map((each) => (each.status === "fulfilled" ? each.value : null))).toEqual(
    all.map((each) => (each % 5 === 0 ? null : each * 2)),
  );
  expect([begun, mostAtWork, atWork]).toEqual([all, 6, 0]);
});
