// Publications checked 公开核查: the last verdict on each piece of evidence, and what of it the unit has to mend.
import { z } from "zod";
import { type Rejection, reject } from "../kernel/action.ts";
import type { Evidence } from "../kernel/shapes.ts";
import { standingOf } from "./assignment-state.ts";
import { type Assignment, onAssignment, type PublicationCheck, type TaskState } from "./state.ts";

/** What was found under a piece of evidence 核查结果. */
export const publicationVerdict = z.enum(["found", "broken", "wrongContent"]);

/** Where a piece of evidence stands: in which report (null: in the claim), and in which place of it, from 1. */
type Piece = Pick<PublicationCheck, "reportNo" | "place">;

const isOf = (piece: Piece) => (each: Piece) => each.reportNo === piece.reportNo && each.place === piece.place;

/** The last check of a piece; null if it was never checked as it stands. */
export const checkOf = (checks: readonly PublicationCheck[], piece: Piece): PublicationCheck | null =>
  checks.find(isOf(piece)) ?? null;

/** What was found broken or wrong. */
export const toMendIn = (checks: readonly PublicationCheck[]): PublicationCheck[] =>
  checks.filter(({ verdict }) => verdict !== "found");

/**
 * True if nobody mends what was found in a part: the part or the task ended without its being done, or the part was done and
 * its unit has ended since.
 */
export const isPastMending = (
  { closed }: Pick<TaskState, "closed">,
  { state, ownerlessSince }: Pick<Assignment, "state" | "ownerlessSince">,
): boolean => {
  const standing = standingOf(state);
  return closed || standing === "terminated" || (standing === "done" && ownerlessSince !== null);
};

/** What a unit still has to mend in a part, also in one that is signed off. */
export const stillToMendIn = (task: TaskState, part: Assignment): PublicationCheck[] =>
  isPastMending(task, part) ? [] : toMendIn(part.checks);

// What was found needs no mending and is kept only so that the same check twice is one; the oldest makes room.
const foundKept = 50;

/** The task with a piece of evidence of a unit checked. */
export const withCheck = (task: TaskState, unitId: string, check: PublicationCheck): TaskState =>
  onAssignment(task, unitId, (part) => {
    const checks = [...part.checks.filter((each) => !isOf(check)(each)), check];
    const found = checks.filter(({ verdict }) => verdict === "found").slice(-foundKept);
    return { ...part, checks: [...toMendIn(checks), ...found] };
  });

/** The task without the checks of a claim that its unit has made anew. */
export const withoutChecksOfClaim = (task: TaskState, unitId: string): TaskState =>
  onAssignment(task, unitId, (part) => ({ ...part, checks: part.checks.filter(({ reportNo }) => reportNo !== null) }));

/** The evidence of a report, or of the claim where `reportNo` is null, before and after its unit replaced it. */
export interface Replacing {
  readonly reportNo: number | null;
  readonly before: readonly Evidence[];
  readonly after: readonly Evidence[];
}

const said = (piece: Evidence | undefined) => JSON.stringify(piece && [piece.title, piece.url, piece.path]);
const isSame = (one: Evidence | undefined, other: Evidence | undefined): boolean => said(one) === said(other);

/** What is known of pieces once evidence was replaced: it goes along with a piece that is still there, and ends with one that is not. */
export function afterReplacing<Known extends Piece>(
  known: readonly Known[],
  { reportNo, before, after }: Replacing,
): Known[] {
  const isKept = (at: number) => before[at] !== undefined && isSame(before[at], after[at]);
  // Where else a piece has come to, each place for one.
  const free = new Set([...after.keys()].filter((at) => !isKept(at)));
  return known.flatMap((each) => {
    const at = each.place - 1;
    if (each.reportNo !== reportNo || isKept(at)) return [each];
    const to = [...free].find((other) => isSame(before[at], after[other]));
    if (to === undefined) return [];
    free.delete(to);
    return [{ ...each, place: to + 1 }];
  });
}

/** The task after a unit replaced evidence. What is new is unchecked. */
export const withReplaced = (task: TaskState, unitId: string, replacing: Replacing): TaskState =>
  onAssignment(task, unitId, (part) => ({ ...part, checks: afterReplacing(part.checks, replacing) }));

/** The refusal to replace evidence where that alone is open which is to be mended; null if nothing else changes. */
export function refusalOfMending({ checks }: Assignment, { reportNo, before, after }: Replacing): Rejection | null {
  const isToMend = (at: number) => toMendIn(checks).some(isOf({ reportNo, place: at + 1 }));
  const isOther =
    before.length !== after.length || after.some((each, at) => !isToMend(at) && !isSame(each, before[at]));
  return isOther ? reject("ONLY_TO_MEND") : null;
}
