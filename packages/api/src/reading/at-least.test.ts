import { memoryViews, readModel } from "@taizhang/projections";
import { expect, test } from "vitest";
import { atLeast } from "./at-least.ts";

const model = (name: string) => readModel<number>({ name, version: 1, key: () => null, on: {}, indexes: () => [] });
const ahead = model("ahead");
const behind = model("behind");

const standsAt = (position: bigint) => ({ position, stopped: false, live: true, logId: "a log" });
const nothing = { kept: [], gone: [] };

test("an answer waits until every model it is made of includes the position", async () => {
  const views = memoryViews();
  await views.commit(ahead, nothing, null, standsAt(300n));
  await views.commit(behind, nothing, null, standsAt(100n));
  const order: string[] = [];
  const waiting = atLeast({ views }, [ahead, behind], 200n).then(() => order.push("answered"));
  await atLeast({ views }, [ahead, behind], 100n);
  await views.commit(behind, nothing, 100n, standsAt(200n));
  order.push("reached");
  await waiting;
  expect(order).toEqual(["reached", "answered"]);
});

test("an answer that would be older than asked for is none", async () => {
  const views = memoryViews();
  await views.commit(ahead, nothing, null, standsAt(300n));
  await views.commit(behind, nothing, null, standsAt(100n));
  await expect(atLeast({ views }, [ahead, behind], 200n)).rejects.toMatchObject({
    extensions: { code: "READ_MODEL_BEHIND" },
  });
  await atLeast({ views }, [ahead], 200n);
});

test("nothing is waited for where no position is asked for", async () => {
  await atLeast({ views: memoryViews() }, [behind], null);
});
