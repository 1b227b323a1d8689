// What a unit clause says: its names with their relations, what became of its other words, and what is doubtful.
import type { DraftUnit, Relation } from "@taizhang/domain";
import type { LeadRemark } from "./lead-remark.ts";
import type { Range } from "./unit-split.ts";

/** One name in a unit cell, with its place. */
export interface UnitWord extends Range {
  readonly name: string;
  /** The words as printed, with a remark that belongs to them: 「县住建局（1-3项）」. */
  readonly printed: string;
  readonly kind: DraftUnit["kind"];
  /** The relation that the words of the cell give (「按照职责分工强化监管」); undefined when the column decides. */
  readonly relation: Relation | undefined;
}

export type UnitDoubt =
  | "DANGLING_SEPARATOR"
  | "GROUP_DEPENDS_ON_ROW"
  | "GROUP_REMARK"
  | "HELP_UNCLEAR"
  | "LEAD_MARK_LOST"
  | "NAME_VARIANT"
  | "OPEN_LIST"
  | "PERSON_IN_UNIT_CELL"
  | "PROSE_IN_UNIT_CELL"
  | "UNCLEAR_REACH"
  | "UNITS_WRITTEN_TOGETHER"
  | "UNIT_NOT_RECOGNISED"
  | "UNIT_REMARK";

export interface UnitCell {
  readonly units: readonly UnitWord[];
  /** The structural marks of the cell: separators, 等, labels, remarks, persons, and prose that was understood. */
  readonly marks: readonly Range[];
  /** Those marks that name persons or say how to reach them. */
  readonly persons: readonly Range[];
  /** Words that say when, not who: 「县自然资源局负责，9月底前完成」. They are read as a deadline or stay unread. */
  readonly deadlines: readonly Range[];
  readonly separators: readonly string[];
  readonly doubts: readonly { readonly code: UnitDoubt; readonly words: string }[];
  /** The remark on who leads, if the cell holds one; it may reach beyond the cell. */
  readonly leadRemark: LeadRemark | undefined;
}

/** What is known of a clause from outside it. */
export interface ClauseContext {
  /** The relation that the head or the label of the clause gives. */
  readonly relation?: Relation;
  /** The names of the region's roster. They stay whole, and show where names written together are divided. */
  readonly roster?: Pick<ReadonlySet<string>, "has">;
  /** An earlier remark says that the first named leads (「列第一位者为牵头单位，下同」). */
  readonly firstLeads?: boolean;
  /** Another clause of the task is that of the lead, and names it. */
  readonly ledBeside?: boolean;
}
