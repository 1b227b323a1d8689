// The ledger of one unit as of some days, as people wrote it down.
import { endOfDay, foldName, planIdOf, unitIdOf } from "@taizhang/domain";
import { identity } from "@taizhang/log";
import { everything } from "@taizhang/log/testing/shell";
import { documentsAfter, lampOfLine, partsOf, taskCards, unitLedger } from "@taizhang/projections";
import { beforeAll, expect, test } from "vitest";
import expected from "../seeds/expected/yunyang-caizhengju-on-days.json" with { type: "json" };
import owes from "../seeds/expected/yunyang-caizhengju-owes.json" with { type: "json" };
import { readStoryNotices, storyLog } from "./support/story.ts";

const { regionId, notice, unit } = expected;
const unitId = unitIdOf(identity, regionId, foldName(unit));
const planId = planIdOf(identity, regionId, readStoryNotices().get(notice)?.sha256 ?? "");
const printed = owes.plans.find((plan) => plan.notice === `notices/${notice}.txt`)?.tasks ?? [];

let events: Awaited<ReturnType<typeof everything>>;
beforeAll(async () => {
  events = (await everything(await storyLog())).filter(({ meta }) => meta.planId === planId);
});

test.each(expected.days)("$on", ({ on, more, states, due, overdue, lateDays }) => {
  const known = events.filter(({ meta }) => meta.happenedAt <= endOfDay(on));
  const lines = [...documentsAfter(unitLedger, known).values()].filter(
    (line) => line.unitId === unitId && line.kind === "part",
  );
  const rows = [...printed.map(({ row }) => row), ...more];
  expect(lines.map(({ row }) => row).sort()).toEqual(rows.sort());

  const byRow = <Value>(of: (line: (typeof lines)[number]) => Value | undefined) =>
    Object.fromEntries(lines.flatMap((line) => (of(line) === undefined ? [] : [[String(line.row), of(line)]])));
  expect(byRow(({ state }) => (state === "assigned" ? undefined : state))).toEqual(states);
  expect(byRow(({ dueOn, firstDueOn }) => (dueOn === firstDueOn ? undefined : dueOn))).toEqual(due);
  for (const { row, dueOn } of printed) expect([row, byRow((line) => line.firstDueOn)[row]]).toEqual([row, dueOn]);
  expect(lines.filter((line) => lampOfLine(line, on) === "overdue").map(({ row }) => row)).toEqual(overdue);

  const done = [...documentsAfter(taskCards, known).values()].flatMap((card) =>
    partsOf(card).flatMap((part) =>
      part.unitId === unitId && part.signOff ? [[String(card.opened.row.row), part.signOff.lateDays]] : [],
    ),
  );
  expect(Object.fromEntries(done)).toEqual(lateDays);
});
