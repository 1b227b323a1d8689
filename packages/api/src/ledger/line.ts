// A line of a unit's ledger 台账条目 as one reader may see it.
import { type Reader, readsItem, sightOfAssignment } from "@taizhang/domain";
import { type LedgerEntry as Entry, lampOfLine } from "@taizhang/projections";
import type { AsOf } from "../reading/as-of.ts";
import { type UnitName, unitNamed } from "../roster/unit-name.ts";
import { unread } from "../task/item-in-short.ts";
import { personsFor } from "../task/moves.ts";
import { reviewFor } from "../task/report.ts";
import { type LampShown, lampShown } from "../task/types.ts";
import type { LastReport, LedgerEntry } from "./types.ts";

/** What the lines of one answer are shown with. */
export interface ShownTo {
  readonly reader: Reader;
  readonly unit: UnitName;
  /** The Beijing day by which it is judged what is due. */
  readonly day: string;
  /** The moment the lines are of; null for now. */
  readonly asOf: AsOf | null;
  /** The units that lead the tasks, by task; left out, where the reader sees all of the unit's lines anyway. */
  readonly leads: ReadonlyMap<string, readonly string[]>;
}

/**
 * A line as a reader may see it: where it is not theirs, how it stands and no more. It has some thirty fields, of which a page
 * asks for a few: each is looked up when it is asked for, because copying all of them takes longer than all else about a page.
 */
export class Line implements LedgerEntry {
  /** Its type in the schema, by which it is found among nodes. */
  readonly __typename = "LedgerEntry";
  readonly id: string;
  readonly unit: UnitName;
  readonly asOf: AsOf | null;
  readonly sight: "whole" | "state";
  private readonly entry: Entry;
  private readonly to: ShownTo;
  private readonly leadUnitIds: readonly string[];
  private shownLamp: LampShown | undefined;
  private shownReport: LastReport | undefined;

  constructor(key: string, entry: Entry, to: ShownTo) {
    const { regionId, taskId } = entry;
    const { reader, unit, asOf, leads } = to;
    this.id = key;
    this.entry = entry;
    this.to = to;
    this.unit = unit;
    this.asOf = asOf;
    this.leadUnitIds = leads.get(taskId ?? "") ?? [];
    const part = { regionId, unitId: unit.id, leadUnitIds: this.leadUnitIds };
    this.sight = sightOfAssignment(reader, part) === "whole" ? "whole" : "state";
  }

  get lamp() {
    const { entry, to } = this;
    this.shownLamp ??= lampShown(lampOfLine(entry, to.day), to.day);
    return this.shownLamp;
  }
  get lastReport() {
    const { lastReport } = this.entry;
    if (!this.isWhole || !lastReport) return null;
    const { reviewed, returnReason, ...report } = lastReport;
    this.shownReport ??= {
      ...report,
      returnReason: returnReason?.text ?? null,
      ...reviewFor(reviewed, { ...this.to.reader, asOf: this.asOf }),
    };
    return this.shownReport;
  }
  get claimReturnReason() {
    return this.isWhole ? (this.entry.claimReturnReason?.text ?? null) : null;
  }
  get item() {
    const { item, regionId } = this.entry;
    if (item === null) return null;
    const { ownerIds, ...said } = item;
    const { reader } = this.to;
    const isRead = readsItem(reader, { regionId, ownerIds, leadUnitIds: this.leadUnitIds });
    return { ...said, amount: this.isWhole ? said.amount : null, ...(isRead ? {} : unread) };
  }
  get from() {
    return this.entry.from.map(({ unitId: id, partNo }) => ({ unit: unitNamed(id, this), partNo }));
  }
  get handedTo() {
    const { handedTo: id } = this.entry;
    return id === null ? null : unitNamed(id, this);
  }
  get persons() {
    return this.isWhole ? personsFor(this.entry.persons, this.to.reader) : null;
  }
  get extension() {
    return this.isWhole ? this.entry.extension : null;
  }
  get dispute() {
    return this.isWhole ? this.entry.dispute : null;
  }
  get reportCount() {
    return this.isWhole ? this.entry.reportCount : null;
  }
  get toMendCount() {
    return this.isWhole ? this.entry.toMendCount : null;
  }
  get returned() {
    return this.isWhole ? this.entry.returned : null;
  }
  get kind(): LedgerEntry["kind"] {
    return this.entry.kind;
  }
  get taskId() {
    return this.entry.taskId;
  }
  get planId() {
    return this.entry.planId;
  }
  get row() {
    return this.entry.row;
  }
  get no() {
    return this.entry.no;
  }
  get text() {
    return this.entry.text;
  }
  get relations() {
    return this.entry.relations;
  }
  get standing() {
    return this.entry.standing;
  }
  get state() {
    return this.entry.state;
  }
  get reportState() {
    return this.entry.reportState;
  }
  get partNo() {
    return this.entry.partNo;
  }
  get ownerlessSince() {
    return this.entry.ownerlessSince;
  }
  get since() {
    return this.entry.since;
  }
  get dueOn() {
    return this.entry.dueOn;
  }
  get firstDueOn() {
    return this.entry.firstDueOn;
  }
  get urgingNo() {
    return this.entry.urgingNo;
  }
  get answeredOn() {
    return this.entry.answeredOn;
  }
  get dueBeforeIssue() {
    return this.entry.dueBeforeIssue;
  }

  private get isWhole(): boolean {
    return this.sight === "whole";
  }
}
