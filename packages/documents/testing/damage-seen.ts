// What a damage did to a draft, and whether the draft says so.
import { type DraftTask, type DraftWarning, grouped, type PlanDraft } from "@taizhang/domain";
import type { Variant } from "./damage.ts";

/** What may change in a task, the gravest first. */
export const CHANGES = ["task", "units", "deadline", "number", "heading", "text"] as const;
export type Change = (typeof CHANGES)[number];

/** One task that is not as it was. */
export interface Changed {
  /** Undefined where the damaged draft has one that the sound one has not, or the other way round. */
  readonly sound: DraftTask | undefined;
  readonly damaged: DraftTask | undefined;
  readonly changes: readonly Change[];
  /** The new warnings about it. */
  readonly warnings: readonly DraftWarning[];
}

type Facts = Record<Exclude<Change, "task">, string>;

function factsOf({ no, text, requirement, units, deadline, section, subsection }: DraftTask): Facts {
  const bare = (words: string | null) => (words ?? "").replace(/\s/g, "");
  return {
    units: units.map(({ name, relation, kind }) => `${name} ${relation} ${kind}`).join("、"),
    deadline: JSON.stringify(deadline),
    number: no ?? "",
    heading: `${section} ${subsection}`,
    text: `${bare(text)}|${bare(requirement)}`,
  };
}

/** The tasks that are not as they were, each with the new warnings about it. */
export function changesIn(sound: PlanDraft, damaged: PlanDraft, { at, origins }: Variant): Changed[] {
  const origin = (line: number) => (origins[line - 1] ?? origins.length) + 1;
  const mates = matched(sound.tasks, damaged.tasks, origin);
  const fresh = newWarnings(sound, damaged, mates);
  const found = new Set(mates.values());
  const touches = (lines: DraftTask["lines"], from: number, to: number) =>
    lines.some(([first, last]) => from <= last + 1 && to >= first - 1);
  const top = Math.min(...sound.tasks.flatMap(({ lines }) => lines.map(([from]) => from)));
  // What is said of the head of a table is said of every row, where the head was damaged.
  const rowsInDoubt = new Set(
    fresh.flatMap(({ row, severity }) => (row !== null && severity === "blocking" ? [row] : [])),
  );
  const isHeadInDoubt = rowsInDoubt.size * 2 >= damaged.tasks.length;
  const ofHead = fresh.filter(
    ({ row, lines }) => at + 1 < top && (isHeadInDoubt || (row === null && (lines === null || origin(lines[1]) < top))),
  );
  const changed = damaged.tasks.flatMap((task): Changed[] => {
    const mate = mates.get(task);
    const before = mate && factsOf(mate);
    const after = factsOf(task);
    const changes = before
      ? CHANGES.filter((what) => what !== "task" && before[what] !== after[what])
      : ["task" as const];
    if (changes.length === 0) return [];
    const isOnlyHeading = changes.every((what) => what === "heading" || what === "text");
    const warnings = fresh.filter(
      ({ code, row, lines }) =>
        row === task.row ||
        (lines !== null && touches(task.lines, lines[0], lines[1])) ||
        // A gap between headings is said where the next heading stands.
        (isOnlyHeading && code.startsWith("HEADING_")),
    );
    return [{ sound: mate, damaged: task, changes, warnings: [...warnings, ...ofHead] }];
  });
  const lost = sound.tasks
    .filter((task) => !found.has(task))
    .map((task): Changed => {
      // The rows that now stand around the gap.
      const beside = damaged.tasks.filter((other) => {
        const mate = mates.get(other);
        return mate !== undefined && Math.abs(mate.row - task.row) <= 1;
      });
      const rows = new Set(beside.map(({ row }) => row));
      const warnings = fresh.filter(
        ({ row, lines }) =>
          (row !== null && rows.has(row)) ||
          (lines !== null && touches(task.lines, origin(lines[0]), origin(lines[1]))),
      );
      return { sound: task, damaged: undefined, changes: ["task"], warnings: [...warnings, ...ofHead] };
    });
  return [...changed, ...lost];
}

/** Which task of the sound draft each task of the damaged one is. */
function matched(
  sound: readonly DraftTask[],
  damaged: readonly DraftTask[],
  origin: (line: number) => number,
): Map<DraftTask, DraftTask> {
  const mates = new Map<DraftTask, DraftTask>();
  const free = new Set(sound);
  const same: ReadonlyMap<string, DraftTask[]> = grouped(sound, (task) => JSON.stringify(factsOf(task)));
  for (const task of damaged) {
    const mate = same.get(JSON.stringify(factsOf(task)))?.shift();
    if (!mate) continue;
    mates.set(task, mate);
    free.delete(mate);
  }
  const likely = damaged
    .filter((task) => !mates.has(task))
    .flatMap((task) => [...free].map((mate) => ({ task, mate, score: likeness(task, mate, origin) })))
    .filter(({ score }) => score >= ENOUGH)
    .sort((one, other) => other.score - one.score);
  for (const { task, mate } of likely) {
    if (mates.has(task) || !free.has(mate)) continue;
    mates.set(task, mate);
    free.delete(mate);
  }
  return mates;
}

/** Tasks that are less alike are different ones. */
const ENOUGH = 3;

function likeness(task: DraftTask, mate: DraftTask, origin: (line: number) => number): number {
  const [one, other] = [factsOf(task), factsOf(mate)];
  const beginning = one.text.slice(0, 8) === other.text.slice(0, 8) ? 4 : 0;
  const end = task.text.slice(-8) === mate.text.slice(-8) ? 2 : 0;
  const number = one.number !== "" && one.number === other.number ? 3 : 0;
  const [first] = task.lines;
  const place = first && mate.lines.some(([from, to]) => origin(first[0]) <= to && origin(first[1]) >= from) ? 3 : 0;
  return beginning + end + number + place + (one.units === other.units ? 1 : 0);
}

/** The warnings of the damaged draft that the sound one does not have about the same task. */
function newWarnings(sound: PlanDraft, damaged: PlanDraft, mates: ReadonlyMap<DraftTask, DraftTask>): DraftWarning[] {
  const before = new Map(damaged.tasks.map((task) => [task.row, mates.get(task)?.row ?? `new ${task.row}`]));
  const key = ({ code, message }: DraftWarning, row: number | string | null) => `${code} ${row} ${message}`;
  const left = new Map<string, number>();
  for (const warning of sound.warnings) {
    const known = key(warning, warning.row);
    left.set(known, (left.get(known) ?? 0) + 1);
  }
  return damaged.warnings.filter((warning) => {
    const known = key(warning, warning.row === null ? null : (before.get(warning.row) ?? warning.row));
    const count = left.get(known) ?? 0;
    left.set(known, count - 1);
    return count <= 0;
  });
}
