// Decision tests of day's ends.
import { expect, test } from "vitest";
import { policy, region } from "../../testing/people.ts";
import { specification } from "../../testing/spec.ts";
import { DayEndsBegun } from "./begin-day-ends.ts";
import { DayClosed } from "./close-day.ts";
import { dayend } from "./index.ts";
import { dayEndIdOf } from "./state.ts";

const given = specification(dayend);
const { beginDayEnds, closeDay } = dayend.actions;
const closing = { regionId: region, day: "2021-06-29", dueSoonCount: 2, overdueCount: 1 };

test("days begin to be closed once", () => {
  const begun = { regionId: region, on: "2021-06-30" };
  given().when(beginDayEnds, begun, policy).yields(DayEndsBegun(begun));
  given(DayEndsBegun(begun))
    .when(beginDayEnds, { ...begun, on: "2021-07-01" }, policy)
    .changesNothing();
});

test("a day that is over is closed once, with what was noted at its end", () => {
  given().when(closeDay, closing, policy).yields(DayClosed(closing));
  given(DayClosed(closing)).when(closeDay, closing, policy).changesNothing();
});

test("a day that is not over in Beijing is not closed", () => {
  const today = { ...closing, day: "2021-06-30" };
  given().when(closeDay, today, policy).rejects("DAY_NOT_OVER", "2021-06-30");
  given()
    .when(closeDay, today, { ...policy, at: "2021-06-30T16:00:00.000Z" })
    .yields(DayClosed(today));
});

test("the day's ends of a month share a stream", () => {
  expect(dayEndIdOf(region, "2021-11-30")).toBe("420304-2021-11");
});
