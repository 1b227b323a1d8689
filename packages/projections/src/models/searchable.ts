// What people search by words 检索: the tasks and plans of a region, each with its words as they hold now. Every two neighbouring
// characters of the words are an entry of an index (bigrams), so that Chinese needs no dictionary and any part of a word is found.
import { type DomainFact, type DraftHead, foldName, plan, task } from "@taizhang/domain";
import type { Position, StoredEvent } from "@taizhang/log";
import { concerning, type Documents, type IndexEntry, kindOf, type ReadModel } from "../read-model.ts";
import { latestFirst, rowSort } from "./due.ts";

/** A task as it is searched. */
export interface SearchableTask {
  readonly kind: "task";
  readonly id: string;
  readonly regionId: string;
  readonly planId: string;
  readonly row: number;
  readonly no: string | null;
  readonly text: string;
  readonly requirement: string | null;
  readonly issuedOn: string;
  /** Whether it is withdrawn. */
  readonly isOver: boolean;
}

/** What of a plan's head it is found by. */
type PlanTitles = Pick<DraftHead, "title" | "noticeTitle" | "docNumber" | "issuer">;

/** A plan as it is searched. */
export interface SearchablePlan extends PlanTitles {
  readonly kind: "plan";
  readonly id: string;
  readonly regionId: string;
  /** A decimal number. */
  readonly importedPosition: string;
  /** Whether its draft was discarded. */
  readonly isOver: boolean;
}

/** What is found by its words. */
export type Searchable = SearchableTask | SearchablePlan;

/** The words by which a plan is found. */
export const titlesOf = ({ title, noticeTitle, docNumber, issuer }: PlanTitles): string[] =>
  [title, noticeTitle, docNumber, issuer].flatMap((text) => text ?? []);

/** All words of something that may be found. */
export const wordsOf = (of: Searchable): string[] =>
  of.kind === "plan" ? titlesOf(of) : [of.text, ...(of.requirement === null ? [] : [of.requirement])];

/** The number by which people name it: that of a task in its plan, or that of a plan's document; null where none is printed. */
const numberOf = (of: Searchable): string | null => (of.kind === "task" ? of.no : of.docNumber);

/** The index of what has a number in a region. */
export const numbered = (regionId: string, number: string): string => `number/${regionId}/${foldName(number)}`;

/**
 * The index of what holds a pair of characters, or one of the few other pairs that share it: a region has 4,096 of these
 * indexes at most, however many words it has.
 */
function pairIndex(regionId: string, [first = "", second = ""]: readonly string[]): string {
  const both = Math.imul(first.codePointAt(0) ?? 0, 0x10001) + (second.codePointAt(0) ?? 0);
  // Fibonacci hashing: the upper bits of the product depend on all bits of the pair.
  return `pair/${regionId}/${Math.imul(both, 0x9e3779b1) >>> 20}`;
}

/** The indexes of all pairs of neighbouring characters of a text, each once; none for a single character. */
export function pairIndexes(regionId: string, text: string): string[] {
  const characters = [...foldName(text)];
  return [...new Set(characters.slice(1).map((_, at) => pairIndex(regionId, characters.slice(at, at + 2))))];
}

/** The order of what is found: plans, the latest first; then tasks, those of the plan issued last first, by row; what is over comes last. */
export const searchSort = (of: Searchable): string => {
  const over = of.isOver ? "1" : "0";
  return of.kind === "plan"
    ? `${over}plan/${latestFirst(of.importedPosition.padStart(20, "0"))}`
    : `${over}task/${latestFirst(of.issuedOn)}/${of.planId}/${rowSort(of.row)}`;
};

function entriesOf(of: Searchable): IndexEntry[] {
  const number = numberOf(of);
  const indexes = new Set(wordsOf(of).flatMap((text) => pairIndexes(of.regionId, text)));
  if (number !== null) indexes.add(numbered(of.regionId, number));
  const sort = searchSort(of);
  return [...indexes].map((index) => ({ index, sort }));
}

type DataOf<Type extends DomainFact["type"]> = Extract<DomainFact, { type: Type }>["data"];

const opened = ({ taskId: id, planId, regionId, row, issuedOn }: DataOf<"TaskOpened">): SearchableTask => ({
  ...{ kind: "task", id, planId, regionId, issuedOn, isOver: false },
  ...{ row: row.row, no: row.no, text: row.text, requirement: row.requirement },
});

const imported = (id: string, data: DataOf<"PlanImported">, position: Position): SearchablePlan => {
  const { title, noticeTitle, docNumber, issuer } = data.plan;
  const head = { title, noticeTitle, docNumber, issuer };
  return { kind: "plan", id, regionId: data.regionId, ...head, importedPosition: `${position}`, isOver: false };
};

function foldedAfter(before: Searchable | null, { fact, meta, position }: StoredEvent): Searchable | null {
  switch (fact.type) {
    case "PlanImported":
      return meta.planId === null ? before : imported(meta.planId, fact.data, position);
    case "TaskOpened":
      return before ?? opened(fact.data);
    case "TaskAmended": {
      if (before?.kind !== "task") return before;
      const { text = before.text, requirement = before.requirement } = fact.data.after;
      return { ...before, text, requirement };
    }
    case "TaskWithdrawn":
    case "DraftDiscarded":
      return before && { ...before, isOver: true };
    case "TaskRestored":
      return before && { ...before, isOver: false };
    default:
      return before;
  }
}

const [concernsTask, concernsPlan] = [concerning(task), concerning(plan)];
const folds = kindOf<Searchable>();

const model: ReadModel<Searchable> = {
  name: "searchable",
  version: 1,
  concernedBy: (event) => concernsTask(event) || concernsPlan(event),
  // What changes no words is passed over, so that the work on tasks costs nothing here.
  key({ fact, meta }) {
    switch (fact.type) {
      case "TaskOpened":
      case "TaskAmended":
      case "TaskWithdrawn":
      case "TaskRestored":
        return meta.taskId;
      case "PlanImported":
      case "DraftDiscarded":
        return meta.planId;
      default:
        return null;
    }
  },
  fold: foldedAfter,
  shows: (fold, key) => [folds.shown(key, fold, entriesOf(fold))],
};

/** Tasks and plans by id. Indexes: `numbered`, and those of `pairIndexes`, in the order of `searchSort`. */
export const searchable: Documents<Searchable> = { ...folds, model };
