// How damaged notices are read, counted by kind of damage; and why some damage cannot be noticed.
import type { PlanDraft } from "@taizhang/domain";
import { isUnitName } from "../src/cells/unit-name.ts";
import { readNotice } from "../src/read-notice.ts";
import { DAMAGES, type Damage, damaged, type Variant } from "./damage.ts";
import { type Changed, changesIn } from "./damage-seen.ts";
import { draftOf } from "./notice.ts";

/** What nothing in the damaged text shows, in the order of the table. */
export const REASONS = {
  "row gone": "a row that stands on one line without a number, or the last row, is gone whole",
  "cells swapped": "two lines of units have changed places, and each reads as the other's column",
  "unit gone": "a unit is gone with the sign beside it",
  "other name": "what is left of a name is another name of the table",
  "rare name": "what is left of a name reads as a name, and fewer than two other tasks print the whole one",
  "words of guidance": "the words of a task no longer say that a unit guides",
  "other day": "what is left of a deadline is another day",
  heading: "the last heading of its level is gone, or a heading has changed places with its neighbour",
  text: "only words of a task have changed: its last item, an unnumbered paragraph, some characters",
} as const;
export type Reason = keyof typeof REASONS;

/** What became of a damaged notice. */
export type Outcome =
  | { readonly is: "unchanged" | "warned" | "refused" }
  | { readonly is: "silent"; readonly because: Reason }
  /** Something changed, nothing was said, and it could have been noticed. */
  | { readonly is: "missed"; readonly what: string };

/** A notice, and which of its lines can be damaged. */
export interface Ground {
  readonly name: string;
  readonly lines: readonly string[];
  readonly sound: PlanDraft;
  readonly first: number;
  readonly last: number;
}

/** Above the first row are the head of the table and its title. */
const LINES_ABOVE = 8;

/** The document with its table and what stands just above. */
export function groundOf(name: string, text: string): Ground {
  const sound = draftOf(text);
  const rows = sound.tasks.flatMap(({ lines }) => lines);
  const first = Math.max(0, Math.min(...rows.map(([from]) => from)) - LINES_ABOVE);
  return { name, lines: text.split("\n"), sound, first, last: Math.max(...rows.map(([, to]) => to)) };
}

/** The damaged notice, if the line can be damaged so, and what becomes of it. */
export function tried(ground: Ground, kind: Damage, line: number): Outcome | undefined {
  const variant = damaged(kind, ground.lines, line);
  if (!variant) return undefined;
  const result = readNotice([{ bytes: new TextEncoder().encode(variant.lines.join("\n")), name: ground.name }]);
  if ("error" in result) return { is: "refused" };
  const changed = changesIn(ground.sound, result.draft, variant);
  if (changed.length === 0) return { is: "unchanged" };
  const silent = changed.filter(({ warnings }) => warnings.length === 0);
  if (silent.length === 0) return { is: "warned" };
  const reasons = silent.map((each) => reasonOf(each, kind, ground, variant));
  const missed = reasons.indexOf(undefined);
  if (missed >= 0) {
    const { sound, damaged: now, changes } = silent[missed] ?? { changes: [] };
    return {
      is: "missed",
      what: `${ground.name} ${kind} ${line + 1}: ${changes.join(", ")} of row ${now?.row ?? sound?.row}`,
    };
  }
  const because = REASON_NAMES.find((reason) => reasons.includes(reason));
  return because === undefined ? { is: "warned" } : { is: "silent", because };
}

const REASON_NAMES: readonly Reason[] = [
  "row gone",
  "cells swapped",
  "unit gone",
  "other name",
  "rare name",
  "words of guidance",
  "other day",
  "heading",
  "text",
];

function reasonOf(changed: Changed, kind: Damage, ground: Ground, variant: Variant): Reason | undefined {
  const { changes, sound, damaged: now } = changed;
  if (changes.includes("task")) return now === undefined && sound && mayVanish(sound, ground) ? "row gone" : undefined;
  if (!sound || !now || changes.includes("number")) return undefined;
  if (changes.includes("units")) {
    if (kind === "swap") return "cells swapped";
    if (kind !== "cut" && kind !== "break off") return undefined;
    return nameLost(changed, ground, variant);
  }
  if (changes.includes("deadline")) {
    const isOther = now.deadline.kind === "date" && /^[〇○零一二三四五六七八九十\d年月日底前]+$/.test(variant.gone);
    return isOther ? "other day" : undefined;
  }
  return changes.includes("heading") ? "heading" : "text";
}

/** The last row, and one on a single line that no number misses. */
function mayVanish({ row, no, lines }: PlanDraft["tasks"][number], { sound }: Ground): boolean {
  const isOneLine = lines.length === 1 && lines[0]?.[0] === lines[0]?.[1];
  return row === sound.tasks.length || (no === null && isOneLine);
}

function nameLost({ sound, damaged: now }: Changed, { sound: draft }: Ground, { gone }: Variant): Reason | undefined {
  if (!sound || !now) return undefined;
  const before = new Set(sound.units.map(({ name }) => name));
  const made = now.units.filter(({ name }) => !before.has(name));
  if (made.length === 0) {
    const lost = sound.units.filter((unit) =>
      now.units.every(({ name, relation }) => name !== unit.name || relation !== unit.relation),
    );
    return lost.every(({ relation }) => relation === "guiding") ? "words of guidance" : "unit gone";
  }
  const prints = (name: string) =>
    draft.tasks.filter(({ units }) => units.some((unit) => unit.name === name && unit.inheritedFromRow === null));
  const tasksOf = (name: string) => prints(name).filter(({ row }) => row !== sound.row).length;
  if (made.every(({ name }) => tasksOf(name) > 0)) return "other name";
  const kept = new Set(now.units.map(({ name }) => name));
  const damagedNames = sound.units.filter(({ name }) => !kept.has(name));
  const isRare = damagedNames.some(({ name }) => tasksOf(name) < 2) && made.every(({ name }) => isUnitName(name));
  return isRare || gone.length > LONGEST_LOSS ? "rare name" : undefined;
}

/** Where more than this is gone, little is left of a name. */
const LONGEST_LOSS = 4;

/** How often each outcome came, by kind of damage. */
export type Tally = ReadonlyMap<Damage, readonly Outcome[]>;

/** The page that shows a full run. */
export function pageOf(tally: Tally): string {
  const count = (outcomes: readonly Outcome[], test: (outcome: Outcome) => boolean) => outcomes.filter(test).length;
  const is = (what: Outcome["is"]) => (outcome: Outcome) => outcome.is === what;
  const rows = DAMAGES.map((kind) => {
    const outcomes = tally.get(kind) ?? [];
    const cells = (["unchanged", "warned", "refused", "silent", "missed"] as const).map((what) =>
      count(outcomes, is(what)),
    );
    return `| ${[kind, outcomes.length, ...cells].join(" | ")} |`;
  });
  const reasons = REASON_NAMES.map((reason) => {
    const cells = DAMAGES.map((kind) =>
      count(tally.get(kind) ?? [], (outcome) => outcome.is === "silent" && outcome.because === reason),
    );
    return `| ${[REASONS[reason], ...cells].join(" | ")} |`;
  });
  return [
    "# Damaged notices",
    "",
    "Every line of the five notices and of four invented documents in other layouts (a page, an article, a labelled list, a",
    "barred table), from the head of the table to its last row, is damaged in seven ways, and each damaged document is read: a",
    "line is deleted, doubled, split in the middle, joined with the next or swapped with it; up to four of its characters are",
    "cut out, or its end is broken off, at a place that looks random. A change of a task, its units, its deadline or its number",
    "must come with a new warning about that row. This page is made by a full run:",
    "`DOCUMENTS_TEST_DAMAGE=full npx vitest run packages/documents/src/damage-lines.test.ts -u` writes it anew.",
    "",
    "| damage | variants | drafts unchanged | changes with a warning | refused | changes that cannot be noticed | missed |",
    "| --- | ---: | ---: | ---: | ---: | ---: | ---: |",
    ...rows,
    "",
    "## What cannot be noticed",
    "",
    `| what | ${DAMAGES.join(" | ")} |`,
    `| --- |${DAMAGES.map(() => " ---: |").join("")}`,
    ...reasons,
    "",
  ].join("\n");
}
