// Publications checked 公开核查: the last verdict on each piece of evidence, and what of it the unit has to mend.
import { z } from "zod";
import { onAssignment, type PublicationCheck, type TaskState } from "./state.ts";

/** What was found under a piece of evidence 核查结果. */
export const publicationVerdict = z.enum(["found", "broken", "wrongContent"]);

/** Where a piece of evidence stands: in which report (null: in the claim), and in which place of it, from 1. */
type Piece = Pick<PublicationCheck, "reportNo" | "place">;

const isOf = (piece: Piece) => (each: Piece) => each.reportNo === piece.reportNo && each.place === piece.place;

/** The last check of a piece; null if it was never checked as it stands. */
export const checkOf = (checks: readonly PublicationCheck[], piece: Piece): PublicationCheck | null =>
  checks.find(isOf(piece)) ?? null;

/** What the unit has to mend. */
export const toMendIn = (checks: readonly PublicationCheck[]): PublicationCheck[] =>
  checks.filter(({ verdict }) => verdict !== "found");

// What was found needs no mending and is kept only so that the same check twice is one; the oldest makes room.
const foundKept = 50;

/** The task with a piece of evidence of a unit checked. */
export const withCheck = (task: TaskState, unitId: string, check: PublicationCheck): TaskState =>
  onAssignment(task, unitId, (part) => {
    const checks = [...part.checks.filter((each) => !isOf(check)(each)), check];
    const found = checks.filter(({ verdict }) => verdict === "found").slice(-foundKept);
    return { ...part, checks: [...toMendIn(checks), ...found] };
  });

/** The task without the checks of a report, or of the claim, that its unit has replaced. */
export const withoutChecks = (task: TaskState, unitId: string, reportNo: number | null): TaskState =>
  onAssignment(task, unitId, (part) => ({
    ...part,
    checks: part.checks.filter((each) => each.reportNo !== reportNo),
  }));
