// A task 任务 as one reader may see it.
import { isDueBeforeIssue, type Reader, task } from "@taizhang/domain";
import { isFilled, lamp, type Part, partsOf, type TaskCard } from "@taizhang/projections";
import { type Target, within } from "../acts/act.ts";
import { rowOf } from "../plan/types.ts";
import type { ReaderAt } from "../reading/moment-said.ts";
import { unitNamed } from "../roster/unit-name.ts";
import { amendmentOf } from "./amendment.ts";
import { ShownPart } from "./shown-part.ts";
import { lampShown, type ShownWith, type Task } from "./types.ts";
import { withdrawalOf } from "./withdrawal.ts";

/** A card as the reader may see it, on a day. */
export const taskOf = (card: TaskCard, reader: Reader, today: string, shown: ShownWith): Task =>
  new ShownTask(card, reader, today, shown);

/** Nothing of it is made before it is asked for: a card holds all that ever happened to a task, and a page asks for a few words. */
class ShownTask implements Task {
  readonly card: TaskCard;
  readonly actedOn: Target | null;
  readonly position: Task["position"];
  readonly stale: boolean;
  readonly asOf: Task["asOf"];
  private readonly reader: ReaderAt;
  private readonly today: string;
  private readonly shown: ShownWith;
  private leads: readonly string[] | undefined;
  private shownParts: readonly ShownPart[] | undefined;

  constructor(card: TaskCard, reader: Reader, today: string, shown: ShownWith) {
    this.card = card;
    this.actedOn =
      shown.asOf === null ? { of: task, names: [{}], state: () => card.life, planId: card.opened.planId } : null;
    this.position = shown.position;
    this.stale = shown.stale;
    this.asOf = shown.asOf;
    this.reader = { ...reader, asOf: shown.asOf };
    this.today = today;
    this.shown = shown;
  }

  get id() {
    return this.card.opened.taskId;
  }
  get planId() {
    return this.card.opened.planId;
  }
  get regionId() {
    return this.card.opened.regionId;
  }
  get row() {
    return rowOf(this.planId, this.card.opened.row, []);
  }
  get current() {
    return this.card.life.words;
  }
  get amendments() {
    return this.card.amendments.map((each) => amendmentOf(each, this.reader));
  }
  get issuedOn() {
    return this.card.opened.issuedOn;
  }
  get dueOn() {
    return this.card.life.dueOn;
  }
  get dueBeforeIssue() {
    return isDueBeforeIssue(this.dueOn, this.issuedOn);
  }
  get lamp() {
    return lampShown(lamp(this.card, this.today), this.today);
  }
  get steps() {
    return this.card.life.steps;
  }
  get parts() {
    this.shownParts ??= partsOf(this.card).map((part) => this.partShown(part));
    return this.shownParts;
  }
  get earlierParts() {
    return Object.values(this.card.earlier).flatMap((parts) => parts.map((part) => this.partShown(part)));
  }
  get groups() {
    return this.card.groups.map((group) => {
      const { groupId, name, kind, relation, membersOn, members, named } = group;
      const ids = [...new Set([...members, ...named.flatMap((each) => each.unitIds)])];
      const shown = { groupId, name, kind, relation, membersOn, members: ids.map((id) => unitNamed(id, this)) };
      return { ...shown, filled: isFilled(group), whole: this, actedOn: within(this.actedOn, { groupId }) };
    });
  }
  get external() {
    return this.card.life.external;
  }
  get leadUnitIds() {
    this.leads ??= this.shown.leads(this.card);
    return this.leads;
  }
  get closed() {
    return this.endings.includes("planClosed");
  }
  get endings() {
    return this.card.life.endings;
  }
  get withdrawals() {
    return this.card.withdrawals.map((each) => withdrawalOf(each, this.reader));
  }

  private partShown(part: Part): ShownPart {
    const { reader, today, shown } = this;
    return new ShownPart(part, { whole: this, reader, today, report: shown.report });
  }
}
