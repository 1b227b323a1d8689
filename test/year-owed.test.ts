// What units owe in the story besides their parts and items, on the days that people wrote down: answers to urgings, completion reports, pages to mend.
import { completion, completionIdOf, endOfDay, foldName, planIdOf, streamOf, unitIdOf } from "@taizhang/domain";
import { identity } from "@taizhang/log";
import { everything } from "@taizhang/log/testing/shell";
import { completionReports, documentsAfter, unitLedger } from "@taizhang/projections";
import { beforeAll, expect, test } from "vitest";
import expected from "../seeds/expected/year-owed.json" with { type: "json" };
import { readStoryNotices, storyLog } from "./support/story.ts";

let events: Awaited<ReturnType<typeof everything>>;
beforeAll(async () => {
  events = await everything(await storyLog());
});

const notices = readStoryNotices();

test.each(expected.days)("$regionId $unit on $on", ({ regionId, notice, unit, on, owed, ...rest }) => {
  const planId = planIdOf(identity, regionId, notices.get(notice)?.sha256 ?? "");
  const unitId = unitIdOf(identity, regionId, foldName(unit));
  const known = events.filter(({ meta }) => meta.planId === planId && meta.happenedAt <= endOfDay(on));
  const lines = [...documentsAfter(unitLedger, known).values()].filter(
    (line) => line.unitId === unitId && line.kind !== "part" && line.kind !== "item",
  );
  const seen = lines.map(({ kind, row, standing, reportState, dueOn, answeredOn }) => ({
    ...{ kind, ...(row === null ? {} : { row }), standing, ...(reportState === null ? {} : { reportState }) },
    ...{ dueOn, cameOn: answeredOn },
  }));
  expect(seen.toSorted((a, b) => b.kind.localeCompare(a.kind))).toEqual(owed);
  const mending = [...documentsAfter(unitLedger, known).values()].filter(
    (line) => line.unitId === unitId && line.toMendCount > 0,
  );
  expect(mending.map(({ row }) => row)).toEqual("toMend" in rest ? rest.toMend : []);
  if (!("frozen" in rest)) return;
  const stream = streamOf(completion, completionIdOf(identity, planId, unitId));
  const own = known.filter((event) => event.stream === stream);
  const [card] = documentsAfter(completionReports, own).values();
  expect(card?.submitted?.counts).toEqual(rest.frozen);
});
