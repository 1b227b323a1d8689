// A day closed by hand: from the day on that the first plan of the region was issued, whenever that was recorded.
import { testLedger, testRegion } from "@taizhang/api/testing/region";
import { dayEndIdOf, dayend, defaultSettings, plan, roster } from "@taizhang/domain";
import { expect, test } from "vitest";
import { dayEndOn } from "./day-end.ts";

const at = "2022-01-10T04:00:00.000Z";
const units = [["区财政局", "lead"]] as const;

/** A region whose plans are all recorded on 1 December 2021. */
function region() {
  const ledger = testLedger("2021-12-01");
  const own = testRegion(ledger);
  const { regionId } = own;
  const closed = async (day: string) =>
    (await ledger.executor.load(dayend, dayEndIdOf(regionId, day))).state.closed.includes(day);
  return { ledger, own, regionId, closed, close: (day: string) => dayEndOn(ledger.log, { regionId, day, at }) };
}

test("a day before any plan was issued is refused with that day, and nothing is written", async () => {
  const { ledger, own, regionId, closed, close } = region();
  await own.issue("后一计划", [{ text: "公开预算", due: "2021-12-31", units }]);
  const planId = await own.confirm("前一计划", [{ text: "公开决算", due: "2021-12-31", units }]);
  await expect(close("2021-11-30")).rejects.toThrow(
    /^2021-11-30 早于 420304 最早一个计划的印发之日（2021-12-01）.* \/ 2021-11-30 is before 2021-12-01, when the first plan of/,
  );
  expect(await closed("2021-11-30")).toBe(false);

  // Of a plan that was issued long before that was recorded, the days since are closed.
  const names = { roster: (await ledger.executor.load(roster, regionId)).state };
  await own.give(own.office, plan, "issuePlan", planId, { issuedOn: "2021-03-01", settings: defaultSettings }, names);
  expect(await close("2021-03-01")).toBe("420304 2021-03-01: 0 due soon 临期, 0 overdue 逾期\n");
  expect(await closed("2021-03-01")).toBe(true);
  await expect(close("2021-02-28")).rejects.toThrow(/印发之日（2021-03-01）/);

  // Where the day of issue was wrong, that counts which holds now.
  const correction = { issuedOn: "2021-06-01", settings: {}, reason: { text: "印发之日录入有误" } };
  await own.give(own.office, plan, "correctIssue", planId, correction, names);
  await expect(close("2021-05-31")).rejects.toThrow(/印发之日（2021-06-01）/);
  expect(await close("2021-12-31")).toMatch(/^420304 2021-12-31: \d+ due soon/);
});

test("a region that never issued a plan has no day to be closed", async () => {
  const { own, close } = region();
  await own.confirm("计划", [{ text: "公开预算", due: "2021-12-31", units }]);
  await expect(close("2021-12-31")).rejects.toThrow(/从未印发过计划/);
});
