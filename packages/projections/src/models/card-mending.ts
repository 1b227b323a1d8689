// What a unit has to mend 待改正: published evidence that was found broken or wrong, until it is found or replaced.
import { type Assignment, type DomainFact, isPastMending } from "@taizhang/domain";
import type { Deed } from "./deed.ts";

type Verified = Extract<DomainFact, { type: "PublicationVerified" }>["data"];

/** A piece of evidence to be mended, and who found it so. */
export type CardMending = Deed &
  Pick<Verified, "reportNo" | "place" | "evidence" | "note" | "checkedOn"> & {
    readonly verdict: Exclude<Verified["verdict"], "found">;
  };

/** What is to be mended after one more check. */
export function afterCheck(
  toMend: readonly CardMending[],
  { reportNo, place, verdict, evidence, note, checkedOn }: Verified,
  deed: Deed,
): readonly CardMending[] {
  const others = toMend.filter((each) => each.reportNo !== reportNo || each.place !== place);
  return verdict === "found" ? others : [...others, { reportNo, place, verdict, evidence, note, checkedOn, ...deed }];
}

/** What is left to be mended once the claim is made anew. */
export const afterClaiming = (toMend: readonly CardMending[]): readonly CardMending[] =>
  toMend.filter(({ reportNo }) => reportNo !== null);

/**
 * What a unit still has to mend in a part, also in one that is signed off; nothing where nobody mends it any more. What was to be
 * mended ends with a part that is handed over; it does not go along, as reports stay with who wrote them.
 */
export const stillToMend = (
  task: { readonly closed: boolean },
  part: Pick<Assignment, "state" | "ownerlessSince"> & { readonly toMend: readonly CardMending[] },
): readonly CardMending[] => (isPastMending(task, part) ? [] : part.toMend);
