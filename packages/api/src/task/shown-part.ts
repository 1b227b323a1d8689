// A unit's part in a task 责任分工 as one reader may see it.
import { type Principal, reportsIn, sightOfAssignment, urgingStateOf } from "@taizhang/domain";
import { lampOfPart, type Part, reportKey, stillToMend, waitsAbout } from "@taizhang/projections";
import { type Target, within } from "../acts/act.ts";
import type { ReaderAt } from "../reading/moment-said.ts";
import { personFor } from "../roster/person.ts";
import { unitNamed } from "../roster/unit-name.ts";
import { extensionOf } from "./extension.ts";
import { disputeOf, groundedOf, handOverOf, personsFor } from "./moves.ts";
import { partWaitsOf } from "./part-waits.ts";
import { mendingOf } from "./publication.ts";
import {
  type Assignment,
  type Claim,
  type Decision,
  type Filed,
  lampShown,
  type ShownWith,
  type Task,
} from "./types.ts";
import { urgingOf } from "./urging.ts";

/** What the parts of a task are shown with. */
export interface PartShownWith extends Pick<ShownWith, "report"> {
  readonly whole: Task;
  readonly reader: ReaderAt;
  readonly today: string;
}

/**
 * A part as a reader may see it: where it is not theirs, how it stands and no more. Nothing of it is made before it is asked
 * for.
 */
export class ShownPart implements Assignment {
  readonly sight: "whole" | "state";
  private readonly part: Part;
  private readonly to: PartShownWith;

  constructor(part: Part, to: PartShownWith) {
    const { reader, whole } = to;
    this.part = part;
    this.to = to;
    const { regionId, leadUnitIds } = whole;
    const sight = sightOfAssignment(reader, { regionId, unitId: part.unitId, leadUnitIds });
    this.sight = sight === "whole" ? "whole" : "state";
  }

  get id() {
    return `${this.to.whole.id}/${this.part.unitId}/${this.part.partNo}`;
  }
  get unit() {
    return unitNamed(this.part.unitId, this.to.reader);
  }
  get partNo() {
    return this.part.partNo;
  }
  get relations() {
    return this.part.relations;
  }
  get from() {
    return this.part.from.map((each) => handOverOf(each, this.to.reader, this.isWhole));
  }
  get handedOver() {
    return this.part.to && handOverOf(this.part.to, this.to.reader, this.isWhole);
  }
  get ownerlessSince() {
    return this.part.ownerlessSince;
  }
  get exemption() {
    return this.seen?.exemption ? groundedOf(this.seen.exemption, this.to.reader) : null;
  }
  get restoration() {
    return this.seen?.restoration ? groundedOf(this.seen.restoration, this.to.reader) : null;
  }
  get dispute() {
    return this.seen && disputeOf(this.seen, this.to.reader);
  }
  get persons() {
    return this.seen && personsFor(this.seen.persons, this.to.reader);
  }
  get via() {
    return this.part.via === null ? null : unitNamed(this.part.via, this.to.reader);
  }
  get inheritedFromRow() {
    return this.part.inheritedFromRow;
  }
  get state() {
    return this.part.state;
  }
  get droppedBy() {
    return this.part.dropped?.by ?? null;
  }
  get since() {
    return this.part.since;
  }
  get waits() {
    return partWaitsOf(waitsAbout(this.to.whole.card, this.part), this.isWhole);
  }
  get dueOn() {
    return this.part.dueOn;
  }
  get firstDueOn() {
    return this.to.whole.card.opened.dueOn;
  }
  get extensions() {
    return this.seen?.extensions.map((each) => extensionOf(each, this.to.reader, this.actedOn)) ?? null;
  }
  get urgings() {
    const { seen, actedOn } = this;
    const { whole, reader } = this.to;
    const { life, items } = whole.card;
    const urgedIn = { closed: life.closed || !this.isLast, items };
    const shown = seen?.urgingsSaid.map((each) =>
      urgingOf(each, urgingStateOf(urgedIn, seen, each.no), reader, actedOn),
    );
    return shown ?? null;
  }
  get toMend() {
    const { seen, to } = this;
    return seen && stillToMend(to.whole.card.life, seen).map((each) => mendingOf(each, to.reader));
  }
  get reportCount() {
    return this.seen && reportsIn(this.seen);
  }
  get lamp() {
    const { whole, today } = this.to;
    return lampShown(lampOfPart(whole.card, this.part, today), today);
  }
  get filed(): Filed {
    const { whole, report } = this.to;
    const { unitId, before } = this.part;
    return {
      list: `reports/${whole.id}/${unitId}`,
      after: before.reports,
      count: this.reportCount ?? 0,
      report: (no) => report(reportKey(whole.id, unitId, no)),
      position: whole.position,
      stale: whole.stale,
      actedOn: this.actedOn,
      asOf: whole.asOf,
    };
  }
  get whole() {
    return () => this.to.whole;
  }
  get actedOn(): Target | null {
    // A command that names a unit is about its last part.
    return this.isLast ? within(this.to.whole.actedOn, { unitId: this.part.unitId }) : null;
  }
  get claim(): Claim | null {
    const claim = this.seen?.claim;
    if (!claim) return null;
    return {
      ...claim,
      done: claim.done.text,
      waived: claim.waived.map(({ itemId, reason }) => ({ itemId, reason: reason.text })),
      by: personFor(claim.by, this.to.reader),
    };
  }
  get endorsement() {
    const made = this.seen?.endorsement;
    return made ? this.decided(made.opinion, made.endorsedAt, made.by) : null;
  }
  get signOff() {
    const made = this.seen?.signOff;
    return made ? this.decided(made.opinion, made.signedOffAt, made.by) : null;
  }
  get lateDays() {
    return this.part.signOff?.lateDays ?? null;
  }
  get overdueNotedOn() {
    const { overdue } = this.part.noted;
    return overdue?.dueOn === this.part.dueOn ? (overdue?.on ?? null) : null;
  }
  get completionReturn() {
    const made = this.seen?.completionReturn;
    return made ? this.decided(made.reason, made.returnedAt, made.by) : null;
  }
  get reopening() {
    const made = this.seen?.reopening;
    return made ? this.decided(made.reason, made.reopenedAt, made.by) : null;
  }
  get reopenCause() {
    return this.seen?.reopening?.cause ?? null;
  }

  private get isWhole(): boolean {
    return this.sight === "whole";
  }
  /** What only those see who see the whole part; null for others. */
  private get seen(): Part | null {
    return this.isWhole ? this.part : null;
  }
  private get isLast(): boolean {
    const { unitId, partNo } = this.part;
    return this.to.whole.card.life.assignments[unitId]?.partNo === partNo;
  }
  private decided(text: { readonly text: string } | null, at: string, by: Principal): Decision {
    return { text: text?.text ?? null, at, by: personFor(by, this.to.reader) };
  }
}
