// The tables that the charts of a board draw 图表数据.
import type {
  AssignmentState,
  BoardCountedFragment,
  PartDueFragment,
  PlanWentQuery,
  Step,
} from "../generated/operations.ts";
import type { Charted } from "../parts/charted.ts";
import { daysBetween } from "../parts/day.ts";
import { headingWords } from "../parts/heading-words.ts";
import { unitColumns } from "./columns.ts";

/** So many points the API gives at most. */
const mostDays = 400;

/** How far the points of a trend are apart: a day, where its span is not too long for that. */
export const stepOf = (from: string, to: string): Step =>
  daysBetween(from, to) < mostDays ? "DAY" : daysBetween(from, to) < 7 * (mostDays - 1) ? "WEEK" : "MONTH";

/** A plan's year: its parts that are open, claimed and signed off, and its tasks that are overdue, by day. */
export const wentOf = (trend: PlanWentQuery["planTrend"], head: readonly string[]): Charted => ({
  kind: "lines",
  head,
  rows: trend.map(({ on, open, claimed, signedOff, overdue }) => [on, open, claimed, signedOff, overdue]),
});

/** The states in which units are shown side by side. */
export const statesCharted: readonly AssignmentState[] = ["ASSIGNED", "ACCEPTED", "CLAIMED", "ENDORSED", "SIGNED_OFF"];

/** Units side by side, by the states of their parts; those with none that counts are left out. */
export function sideBySide(units: BoardCountedFragment["units"], head: readonly string[]): Charted {
  const columns = statesCharted.flatMap(
    (state) => unitColumns.find(({ called }) => "state" in called && called.state === state) ?? [],
  );
  return {
    kind: "bars",
    head,
    rows: units
      .filter(({ assignments }) => assignments > 0)
      .map((share) => [share.unit.name, ...columns.map(({ count }) => count(share))]),
  };
}

/** What is due when, by heading: how many parts on each day, and how many of these were extended to it. */
export function dueByHeading(
  parts: readonly PartDueFragment[],
  sections: BoardCountedFragment["sections"],
  head: readonly string[],
  noHeading: string,
): Charted {
  const known = new Map(
    sections.map(({ no, title, part }) => [`${part ?? 1}/${no}`, headingWords(no ?? "", title ?? "")]),
  );
  const order = [...known.values(), noHeading];
  const counted = new Map<string, { heading: string; day: string; first: number; extended: number }>();
  for (const { dueOn, firstDueOn, task } of parts) {
    if (dueOn == null) continue;
    const heading = known.get(`${task?.row.part ?? 1}/${task?.current.section}`) ?? noHeading;
    const key = `${heading}\n${dueOn}`;
    const isExtended = firstDueOn != null && firstDueOn !== dueOn;
    const { first, extended } = counted.get(key) ?? { first: 0, extended: 0 };
    counted.set(key, {
      ...{ heading, day: dueOn },
      first: first + (isExtended ? 0 : 1),
      extended: extended + (isExtended ? 1 : 0),
    });
  }
  const rows = [...counted.values()].sort(
    (a, b) => order.indexOf(a.heading) - order.indexOf(b.heading) || (a.day < b.day ? -1 : 1),
  );
  return {
    kind: "marks",
    head,
    rows: rows.map(({ heading, day, first, extended }) => [heading, day, first, extended]),
  };
}
