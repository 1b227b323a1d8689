// Decision tests of acceptance; the states are in life.test.ts.
import { test } from "vitest";
import { assigned, opened, page, words } from "../../testing/facts.ts";
import { financeBureau, healthBureau, of, today } from "../../testing/people.ts";
import { specification } from "../../testing/spec.ts";
import { AssignmentAccepted } from "./accept-assignment.ts";
import { CompletionClaimed } from "./claim-completion.ts";
import { task } from "./index.ts";

const given = specification(task);
const { acceptAssignment } = task.actions;
const command = { unitId: financeBureau };
const begun = [opened(), assigned([financeBureau, "responsible"], [healthBureau, "lead"])];

test("a unit takes on its part", () => {
  given(...begun)
    .when(acceptAssignment, command, of(financeBureau))
    .yields(AssignmentAccepted(command));
});

test("accepting twice changes nothing", () => {
  given(...begun, AssignmentAccepted(command))
    .when(acceptAssignment, command, of(financeBureau))
    .changesNothing();
});

test("a claimed part can no longer be accepted", () => {
  const claim = { unitId: financeBureau, completedOn: today, done: words("已办"), evidence: [page] };
  given(...begun, CompletionClaimed(claim))
    .when(acceptAssignment, command, of(financeBureau))
    .rejects("ALREADY_ACCEPTED");
});

test("a unit accepts for itself only, even if it leads", () => {
  given(...begun)
    .when(acceptAssignment, command, of(healthBureau))
    .rejects("NOT_YOUR_ASSIGNMENT");
});

test("everybody gets the same answer for a missing task", () => {
  given().when(acceptAssignment, command, of(financeBureau)).rejects("TASK_NOT_FOUND");
  given().when(acceptAssignment, command, of(healthBureau)).rejects("TASK_NOT_FOUND");
});
