// What is owed 应办事项: a thing with an owner, a due day, a state, and what waits for others about it. Whoever lists such things
// gets their lines in ledgers, their entries on the deadline board and their places in queues made of them.
import {
  type Assignment,
  type AssignmentState,
  type CompletionReportState,
  type DisputeState,
  type ExtensionState,
  type FreeText,
  type ItemState,
  isClaimed,
  type PersonInCharge,
  type Review,
  type Standing,
} from "@taizhang/domain";
import type { About } from "./about-task.ts";
import type { Due } from "./due.ts";
import type { OwedWait } from "./owed-waits.ts";
import type { CardPart } from "./task-card.ts";

/** The kinds of things that are owed, each with the folds that list it: of tasks, or of completion reports. */
interface OwedBy {
  /** A part in a task 分工. */
  readonly part: "task";
  /** An item of a task 条目. */
  readonly item: "task";
  /** An answer to an urging 催办. */
  readonly urging: "task" | "completion";
  /** A completion report 办结情况报告. */
  readonly completionReport: "completion";
}

/** What something that is owed is: a part in a task 分工, an item of it 条目, an answer to an urging 催办, or a completion report 办结情况报告. */
export type LedgerKind = keyof OwedBy;

/** What lists the things of a kind of fold, by their kind. Code that leaves one out does not compile. */
export type Listing<Folds, From> = {
  readonly [Kind in LedgerKind as Folds extends OwedBy[Kind] ? Kind : never]: (from: From) => readonly OwedThing[];
};

/** All things that such a listing gives. */
export const listedBy = <From>(
  listing: Readonly<Record<string, (from: From) => readonly OwedThing[]>>,
  from: From,
): OwedThing[] => Object.values(listing).flatMap((list) => list(from));

/** Something that a unit owes, or owed, in the words of its ledger. */
export interface Owed extends About, Due, Pick<CardPart, "since"> {
  readonly kind: LedgerKind;
  /** Who owes it; null while that is still to be named. */
  readonly unitId: string | null;
  /** How the thing itself stands. `state` is where the unit's part is, also on the lines of its items and urgings. */
  readonly standing: Standing;
  /** The item that the line is about, also that of an urging which asks about one; null on other lines. */
  readonly item: LineItem | null;
  /** Of the unit's part in the task that the line is about; none where it is about no task. */
  readonly relations: Assignment["relations"];
  /** Where the unit's part stands; null where the line is about no task. */
  readonly state: AssignmentState | null;
  /** The number of the part that the line is about among those of the unit in the task; null where it is about no task. */
  readonly partNo: number | null;
  /** The unit that has the part now; null unless it was handed over. */
  readonly handedTo: string | null;
  /** Since which day it is nobody's, because its unit has ended; null unless it is. */
  readonly ownerlessSince: string | null;
  /** Where the completion report stands, also on the lines of urgings for it; null where the line is about a task. */
  readonly reportState: CompletionReportState | null;
  /** The due day as printed, before any extension; null if there is none. */
  readonly firstDueOn: string | null;
  /** How its last request for an extension stands; null if there was none. */
  readonly extension: ExtensionState | null;
  /** How the dispute of the part stands; null if the unit made none, and on the line of an item. */
  readonly dispute: DisputeState | null;
  /** The parts of other units whose work the part has. */
  readonly from: readonly { readonly unitId: string; readonly partNo: number }[];
  readonly persons: readonly PersonInCharge[];
  /** The number of the urging; null for what is none. */
  readonly urgingNo: number | null;
  /** The day on which an urging was answered, or the last completion report handed in; null until then. */
  readonly answeredOn: string | null;
  readonly reportCount: number;
  /** How many pieces of published evidence it has to mend in its part, also in one that is signed off. */
  readonly toMendCount: number;
  /** True while something that the unit handed in was sent back and it has to mend that: a report, a claim, evidence. */
  readonly returned: boolean;
  readonly lastReport: (NonNullable<CardPart["lastReport"]> & { readonly review: Review }) | null;
  /** Why its last claim was returned; null where it was not, once there is a new one, once the part has ended, and for what is no part. */
  readonly claimReturnReason: FreeText | null;
}

/** True for what its unit still has to do something about: what is open, and what is done and came back. */
export const isToDo = ({ standing, returned }: Pick<Owed, "standing" | "returned">): boolean =>
  standing === "open" || returned;

/** True for what is open and nobody's 无主, because its unit has ended: its clock runs on, and counts for nobody. */
export const isNobodys = ({ standing, ownerlessSince }: Pick<Owed, "standing" | "ownerlessSince">): boolean =>
  standing === "open" && ownerlessSince !== null;

/**
 * True for what is open and waits to be checked 已申报待审: a part that is claimed to be done, with its items, and a completion
 * report that is handed in. The unit has nothing left to do about it, unless it is returned. A claim answers no urging.
 */
export function waitsForCheck({ kind, standing, state, reportState }: Owed): boolean {
  if (standing !== "open" || kind === "urging") return false;
  return kind === "completionReport" ? reportState === "submitted" : state !== null && isClaimed(state);
}

/** An item as a line of a ledger has it. */
export interface LineItem {
  readonly itemId: string;
  /** The printed or adopted number; null if it has none. */
  readonly no: string | null;
  readonly text: string;
  readonly state: ItemState;
  /** The sum of what is done of it, and the target; null if it is not counted. */
  readonly amount: string | null;
  readonly target: string | null;
  readonly unitOfMeasure: string | null;
  /** The units whose own it is, see `ownersOf`: only they and those who read their parts read what it says. */
  readonly ownerIds: readonly string[];
}

/** Something that is owed: what is said of it, and where lists have it. */
export interface OwedThing {
  readonly said: Owed;
  /** The key of its line in the ledger of its unit. */
  readonly line: string;
  /** The key of its entry on the deadline board, which things that are due on one day may share. */
  readonly entry: string;
  /** The groups that nobody has named units for and that will owe it; none if a unit does. */
  readonly groupIds?: readonly string[];
  /** True for a part that is nobody's, or a report that ended or whose answers did, because its unit has ended. */
  readonly isEndedWithUnit?: boolean;
  /** What waits for others about it; left out if nothing does. */
  readonly waits?: readonly OwedWait[];
}

/** What must be said of every thing besides what it is about. */
type Said = Pick<Owed, "kind" | "standing" | "since" | "firstDueOn" | keyof Due> & Partial<Owed>;

/**
 * What is said of a thing: `of` what it belongs to, and of itself. The fields that all things have come first, with nothing
 * said of them, because an object that begins with the fields of another one is many times slower to make.
 */
export const saidOf = (of: About & Pick<Owed, "unitId"> & Partial<Owed>, thing: Said): Owed => ({
  item: null,
  relations: [],
  state: null,
  partNo: null,
  handedTo: null,
  ownerlessSince: null,
  reportState: null,
  extension: null,
  dispute: null,
  from: [],
  persons: [],
  urgingNo: null,
  answeredOn: null,
  reportCount: 0,
  toMendCount: 0,
  returned: false,
  lastReport: null,
  claimReturnReason: null,
  ...of,
  ...thing,
});
