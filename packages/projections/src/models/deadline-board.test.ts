import type { DomainFact } from "@taizhang/domain";
import { expect, test } from "vitest";
import { assigned, claimed, finance, lead, opened, regionId, signedOff, stored, uuid } from "../../testing/facts.ts";
import { listed } from "../../testing/shown.ts";
import { deadlineBoard, openUnits } from "./deadline-board.ts";

const begin = [opened(), assigned([lead, "lead"], [finance, "responsible"])];
const board = (...facts: DomainFact[]) => listed(deadlineBoard, stored([...begin, ...facts]), `region/${regionId}`);

test("a task stands on the board with the units that still owe it", async () => {
  const [task] = await board(claimed(finance), signedOff(finance));
  expect(task?.doc && openUnits(task.doc)).toEqual([lead]);
});

test("it goes when nobody owes it any more", async () => {
  expect(await board(signedOff(lead), signedOff(finance))).toEqual([]);
});

test("a task without a due day, or without a unit, is not on the board", async () => {
  const ids = { taskId: uuid(201) };
  const undated = stored([opened({ ...ids, dueOn: null }), assigned([finance, "responsible"])], ids);
  const unowed = stored([opened()]);
  expect(await listed(deadlineBoard, [...undated, ...unowed], `region/${regionId}`)).toEqual([]);
});
