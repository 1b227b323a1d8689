// Where each command id was used first.
import { expect, test } from "vitest";
import { assigned, finance, opened, regionId, stored, taskId } from "../../testing/facts.ts";
import { projected } from "../../testing/shown.ts";
import { memoryViews } from "../memory-views.ts";
import { ViewsUnavailable } from "../views.ts";
import { commandUse, usedCommandIn } from "./command-use.ts";

test("a used command is found with its stream and hash, an unused one is not", async () => {
  const used = usedCommandIn(await projected(commandUse.model, [stored([opened(), assigned([finance, "lead"])])]));
  expect(await used(regionId, "command-1")).toEqual({ stream: `task-${taskId}`, hash: "0".repeat(64) });
  expect(await used(regionId, "command-2")).toBeNull();
  expect(await used("500155", "command-1")).toBeNull();
});

test("the first use counts, whatever comes later under the same id", async () => {
  const [first] = stored([opened()]);
  if (!first) throw new Error("no event");
  const later = { ...first, stream: "task-other", position: first.position + 1n };
  const used = usedCommandIn(await projected(commandUse.model, [[first], [later]]));
  expect((await used(regionId, "command-0"))?.stream).toBe(first.stream);
});

test("while the views do not answer nothing is found, so that commands go on; a bug is not hidden", async () => {
  expect(await usedCommandIn(memoryViews())(regionId, "command-1")).toBeNull();
  const away = usedCommandIn({ get: () => Promise.reject(new ViewsUnavailable("Redis is away")) });
  expect(await away(regionId, "command-1")).toBeNull();
  const broken = usedCommandIn({ get: () => Promise.reject(new TypeError("no such thing")) });
  await expect(broken(regionId, "command-1")).rejects.toThrow("no such thing");
});
