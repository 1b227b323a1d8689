// The warnings of a draft in the order in which they are settled 提示次序: what must be, what may be, what is.
import type { WarningShownFragment } from "../generated/operations.ts";

type Standing = Pick<WarningShownFragment, "warningNo" | "state" | "severity">;

/** How much is left to do about a warning. */
export type Weight = "must" | "may" | "done";

export const weightOf = ({ state, severity }: Standing): Weight =>
  state !== "OPEN" ? "done" : severity === "BLOCKING" ? "must" : "may";

const order: readonly Weight[] = ["must", "may", "done"];

/** The warnings in their order: within each weight as the notice prints them. */
export const inOrder = <Warning extends Standing>(warnings: readonly Warning[]): readonly Warning[] =>
  order.flatMap((weight) => warnings.filter((warning) => weightOf(warning) === weight));

/** How many of each weight there are. */
export function countsOf(warnings: readonly Standing[]): Readonly<Record<Weight, number>> {
  const count = (weight: Weight) => warnings.filter((warning) => weightOf(warning) === weight).length;
  return { must: count("must"), may: count("may"), done: count("done") };
}

/** The warning that is looked at: the one that is asked for, else the first that is left. */
export const lookedAt = <Warning extends Standing>(
  warnings: readonly Warning[],
  warningNo: number | undefined,
): Warning | undefined => warnings.find((warning) => warning.warningNo === warningNo) ?? inOrder(warnings)[0];

/** The warning to go to once one is settled: the next that must be, round to the first; then those to look at; undefined where none is left. */
export function afterSettling<Warning extends Standing>(
  warnings: readonly Warning[],
  settled: number,
): Warning | undefined {
  const left = inOrder(warnings).filter(({ warningNo, state }) => warningNo !== settled && state === "OPEN");
  const must = left.filter((warning) => weightOf(warning) === "must");
  const next = must.length > 0 ? must : left;
  return next.find(({ warningNo }) => warningNo > settled) ?? next[0];
}
