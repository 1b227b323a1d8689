// Sentences that put units in charge of many tasks, applied to the tasks they speak of: 「各项任务均由县安委办牵头。」
import type { DraftUnit } from "@taizhang/domain";
import { type CommonCharge, readCommonCharge } from "../cells/common-charge.ts";
import { cellOf } from "../document/cell.ts";
import type { UnitClause } from "../recognisers/record.ts";
import type { TaskClauses } from "./clauses.ts";
import { type Sentence, sliceSentence } from "./outside.ts";
import { linesOf, type TaskRow, type TaskRows } from "./rows.ts";
import { finding } from "./unit-findings.ts";
import type { Finding } from "./warnings.ts";

/** Such a sentence, with the rows that it speaks of. */
export interface ChargeOfMany {
  readonly clauses: readonly UnitClause[];
  /** The sentence as printed. */
  readonly words: string;
  readonly rows: ReadonlySet<number>;
}

/** No plan has more of them; each is held against every row. */
const MOST = 100;

/** Finds these sentences, and the rows of each. `starts` are the lines with which the parts begin. */
export function chargesOf(
  sentences: readonly Sentence[],
  parts: readonly TaskRows[],
  starts: readonly number[],
): ChargeOfMany[] {
  const said = sentences
    .flatMap((sentence) => {
      const charge = readCommonCharge(sentence.folded);
      return charge ? [{ sentence, charge, line: sentence.pieces[0]?.line ?? 0 }] : [];
    })
    .slice(0, MOST);
  return said.map(({ sentence, charge, line }) => {
    const others = said.filter((other) => other.charge.reach === charge.reach && other.line !== line);
    const tasks = tasksMeant(
      charge.reach,
      line,
      others.map((other) => other.line),
      parts,
      starts,
    );
    return {
      clauses: charge.names.map(({ from, to, relation }) => ({
        relation,
        word: "",
        cell: cellOf(sliceSentence(sentence, from, to)),
        meaning: { is: "printed" },
      })),
      words: sentence.pieces
        .map(({ text }) => text)
        .join("")
        .replace(/。$/, ""),
      rows: new Set(tasks.map(({ row }) => row)),
    };
  });
}

/**
 * 「以上」 are the tasks above, as far as the last sentence that says so; between two headings, those under the first. 「以下」
 * is the same the other way.
 */
function tasksMeant(
  reach: CommonCharge["reach"],
  line: number,
  others: readonly number[],
  parts: readonly TaskRows[],
  starts: readonly number[],
): TaskRow[] {
  if (reach === "all") return parts.flatMap(({ tasks }) => tasks);
  const isAbove = (task: TaskRow) => linesOf(task)[1] < line;
  const isMeant = (task: TaskRow) => isAbove(task) === (reach === "above");
  const at = reach === "above" ? parts.findLastIndex(hasMeant) : parts.findIndex(hasMeant);
  const tasks = parts[at]?.tasks ?? [];
  const meant = tasks.filter(
    (task) => isMeant(task) && !others.some((other) => isBetween(other, linesOf(task)[0], line)),
  );
  const nearest = reach === "above" ? meant.at(-1) : meant[0];
  const next = reach === "above" ? tasks.find((task) => !isMeant(task)) : tasks.findLast((task) => !isMeant(task));
  // Above all headings, or below the last task, it is about everything.
  if (!nearest || (reach === "above" ? !next : line < (starts[at] ?? 0))) return meant;
  const sameSection = meant.filter(({ place }) => place.section === nearest.place.section);
  if (!next || next.place.section !== nearest.place.section) return sameSection;
  return sameSection.filter(({ place }) => place.subsection === nearest.place.subsection);

  function hasMeant({ tasks: own }: TaskRows): boolean {
    return own.some(isMeant);
  }
}

function isBetween(line: number, one: number, other: number): boolean {
  return line > Math.min(one, other) && line < Math.max(one, other);
}

/** A task with the units that sentences about many tasks give it, and what that leaves open. */
export function withCharges(
  read: TaskClauses,
  charges: readonly (ChargeOfMany & { readonly units: readonly DraftUnit[] })[],
): { readonly clauses: TaskClauses; readonly findings: readonly Finding[] } {
  let { units } = read;
  const findings: Finding[] = [];
  for (const charge of charges) {
    if (!charge.rows.has(read.task.row)) continue;
    const given = charge.units.filter(({ name, relation }) =>
      units.every((unit) => unit.name !== name || (relation === "lead" && unit.relation === "responsible")),
    );
    if (given.length === 0) continue;
    const names = new Set(given.map(({ name }) => name));
    const leads = given.some(({ relation }) => relation === "lead");
    // A task that names a lead of its own keeps it.
    if (leads && units.some(({ relation }) => relation === "lead")) {
      findings.push(finding("UNITS_OF_REMARK_DIFFER", read.task, charge.words));
      continue;
    }
    units = [...given, ...units.filter(({ name }) => !names.has(name))];
    findings.push(finding("UNITS_FROM_REMARK", read.task, charge.words));
  }
  return { clauses: { ...read, units }, findings };
}
