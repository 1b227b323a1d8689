// Decision tests of recording a denied attempt; which refusals are recorded is tested with the write path.
import { expect, test } from "vitest";
import { healthBureau, otherRegion, policy, region } from "../../testing/people.ts";
import { specification } from "../../testing/spec.ts";
import { denial } from "./index.ts";
import { AttemptDenied } from "./record-denied-attempt.ts";

const given = specification(denial);
const { recordDeniedAttempt } = denial.actions;
const attempt = recordDeniedAttempt.example;

test("an attempt is recorded as it was tried, and so is the next one at the same target", () => {
  given().when(recordDeniedAttempt, attempt, policy).yields(AttemptDenied(attempt));
  given(AttemptDenied(attempt)).when(recordDeniedAttempt, attempt, policy).yields(AttemptDenied(attempt));
});

test("a unit of another region that tried is not among the units it concerns", () => {
  const by = { ...attempt.by, unitId: healthBureau };
  const unitsOf = (regionId: string) => AttemptDenied.sight({ ...attempt, by: { ...by, regionId } }).units;
  expect(unitsOf(region)).toEqual([healthBureau, attempt.targetUnitId]);
  expect(unitsOf(otherRegion)).toEqual([attempt.targetUnitId]);
});
