// Which targets of denied attempts are found for a region.
import { denial } from "@taizhang/domain";
import { expect, test } from "vitest";
import { finance, health, lead, planId, regionId, stored, taskId } from "../../testing/facts.ts";
import { listed } from "../../testing/shown.ts";
import { deniedTargets } from "./denied-targets.ts";

const [AttemptDenied] = denial.actions.recordDeniedAttempt.events;

const tried = (unitId: string, targetUnitId: string | null) =>
  AttemptDenied({
    target: { regionId, planId, taskId },
    targetUnitId,
    by: { subjectId: `clerk-${unitId}`, regionId, unitId },
    action: "reportProgress",
    title: { zh: "进展填报", en: "Report progress" },
    reason: "NOT_YOUR_ASSIGNMENT",
    triedOn: "2021-06-30",
  });
const events = stored([tried(finance, lead), tried(health, null), tried(finance, lead)]).map((event) => ({
  ...event,
  stream: `denial-${taskId}`,
}));

test("a target is found once in its region, however often it was tried", async () => {
  const found = await listed(deniedTargets, events, `region/${regionId}`);
  expect(found.map(({ doc }) => doc)).toEqual([{ stream: `denial-${taskId}`, regionId }]);
});
