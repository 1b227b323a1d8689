// The task card 任务: everything about one task, as printed and as carried out. Older reports are in the history.
import {
  type AssignmentState,
  bothOf,
  type DomainFact,
  type Evidence,
  type FreeText,
  type Relation,
} from "@taizhang/domain";
import { readModel } from "../read-model.ts";
import { rowSort } from "./standing.ts";

type DataOf<Type extends DomainFact["type"]> = Extract<DomainFact, { type: Type }>["data"];
type Opened = DataOf<"TaskOpened">;
type Assigned = DataOf<"UnitsAssigned">;

/** A progress report as it stands after corrections. */
export interface CardReport {
  readonly no: number;
  readonly reportedOn: string;
  readonly progress: FreeText;
  readonly evidence: readonly Evidence[];
  readonly review: "open" | "accepted" | "returned";
  /** Why it was returned; null unless it stands returned. */
  readonly returnReason: FreeText | null;
  readonly correctionCount: number;
  readonly filedAt: string;
}

export interface CardAssignment {
  readonly unitId: string;
  readonly relations: readonly Relation[];
  /** The group the unit came in through; null where it is named itself. */
  readonly via: string | null;
  readonly inheritedFromRow: number | null;
  readonly state: AssignmentState;
  /** The instant it came to this state. */
  readonly since: string;
  readonly reportCount: number;
  /** The last 50, in the order filed; `reportCount` counts all. */
  readonly reports: readonly CardReport[];
  /** What the unit claims; null unless it stands. */
  readonly claim: {
    readonly completedOn: string;
    readonly done: FreeText;
    readonly evidence: readonly Evidence[];
    readonly claimedAt: string;
  } | null;
  readonly endorsement: { readonly opinion: FreeText; readonly endorsedAt: string } | null;
  /** The opinion is null where the plan needs no sign-off of its own. */
  readonly signOff: { readonly opinion: FreeText | null; readonly signedOffAt: string } | null;
  /** Why the last claim was returned; null once there is a new one. */
  readonly completionReturn: { readonly reason: FreeText; readonly returnedAt: string } | null;
  readonly reopening: (Pick<DataOf<"AssignmentReopened">, "reason" | "cause"> & { readonly reopenedAt: string }) | null;
}

/** A group as printed, with the members it had on the day, and those a person named later. */
export type CardGroup = Assigned["groups"][number] & {
  readonly named: readonly {
    readonly unitIds: readonly string[];
    readonly reason: FreeText;
    readonly namedAt: string;
  }[];
};

export interface TaskCard extends Opened {
  readonly assignments: readonly CardAssignment[];
  readonly groups: readonly CardGroup[];
  /** Bodies outside the region; they owe nothing here. */
  readonly external: Assigned["external"];
  readonly closed: { readonly cause: DataOf<"TaskClosed">["cause"]; readonly closedAt: string } | null;
}

const reportsShown = 50;

const onAssignment = (card: TaskCard | null, unitId: string, change: (part: CardAssignment) => CardAssignment) =>
  card && { ...card, assignments: card.assignments.map((part) => (part.unitId === unitId ? change(part) : part)) };

const onReport = (part: CardAssignment, no: number, change: (report: CardReport) => CardReport): CardAssignment => ({
  ...part,
  reports: part.reports.map((report) => (report.no === no ? change(report) : report)),
});

const moved = (part: CardAssignment, state: AssignmentState, at: string): CardAssignment =>
  part.state === state ? part : { ...part, state, since: at };

/** Back in the unit's hands: what was claimed and found on it no longer stands. */
const handedBack = (part: CardAssignment, at: string): CardAssignment => ({
  ...moved(part, "accepted", at),
  claim: null,
  endorsement: null,
  signOff: null,
});

/** The card with new assignments; a unit that has one keeps where it stands and gets the relations added. */
function withAssignments(card: TaskCard, added: Assigned["assignments"], at: string): TaskCard {
  const assignments = new Map(card.assignments.map((part) => [part.unitId, part]));
  for (const part of added) {
    const known = assignments.get(part.unitId) ?? assigned(part, at);
    assignments.set(part.unitId, { ...known, relations: bothOf(known.relations, part.relations) });
  }
  return { ...card, assignments: [...assignments.values()] };
}

const assigned = (part: Assigned["assignments"][number], at: string): CardAssignment => ({
  ...part,
  state: "assigned",
  since: at,
  reportCount: 0,
  reports: [],
  claim: null,
  endorsement: null,
  signOff: null,
  completionReturn: null,
  reopening: null,
});

/** Task cards by taskId, and of a plan by row (`plan/<planId>`). */
export const taskCard = readModel<TaskCard>({
  name: "task-card",
  version: 1,
  key: ({ meta }) => meta.taskId,
  on: {
    TaskOpened: (_card, { fact }) => ({ ...fact.data, assignments: [], groups: [], external: [], closed: null }),
    UnitsAssigned: (card, { fact: { data }, meta }) =>
      card && {
        ...withAssignments(card, data.assignments, meta.happenedAt),
        groups: [...card.groups, ...data.groups.map((group) => ({ ...group, named: [] }))],
        external: [...card.external, ...data.external],
      },
    GroupExpanded(card, { fact: { data }, meta }) {
      const { groupId, unitIds, relations, reason } = data;
      const parts = unitIds.map((unitId) => ({ unitId, relations, via: groupId, inheritedFromRow: null }));
      const named = { unitIds, reason, namedAt: meta.happenedAt };
      return (
        card && {
          ...withAssignments(card, parts, meta.happenedAt),
          groups: card.groups.map((group) =>
            group.groupId === groupId ? { ...group, named: [...group.named, named] } : group,
          ),
        }
      );
    },
    AssignmentAccepted: (card, { fact: { data }, meta }) =>
      onAssignment(card, data.unitId, (part) => moved(part, "accepted", meta.happenedAt)),
    ProgressReported: (card, { fact: { data }, meta }) =>
      onAssignment(card, data.unitId, (part) => ({
        ...moved(part, "accepted", meta.happenedAt),
        reportCount: data.reportNo,
        reports: [
          ...part.reports,
          {
            no: data.reportNo,
            reportedOn: data.reportedOn,
            progress: data.progress,
            evidence: data.evidence,
            review: "open" as const,
            returnReason: null,
            correctionCount: 0,
            filedAt: meta.happenedAt,
          },
        ].slice(-reportsShown),
      })),
    ReportCorrected: (card, { fact: { data }, meta }) =>
      onAssignment(card, data.unitId, (part) =>
        onReport(moved(part, "accepted", meta.happenedAt), data.reportNo, (report) => ({
          ...report,
          ...data.after,
          review: "open",
          returnReason: null,
          correctionCount: report.correctionCount + 1,
        })),
      ),
    ReportAccepted: (card, { fact: { data } }) =>
      onAssignment(card, data.unitId, (part) =>
        onReport(part, data.reportNo, (report) => ({ ...report, review: "accepted", returnReason: null })),
      ),
    ReportReturned: (card, { fact: { data } }) =>
      onAssignment(card, data.unitId, (part) =>
        onReport(part, data.reportNo, (report) => ({ ...report, review: "returned", returnReason: data.reason })),
      ),
    CompletionClaimed: (card, { fact: { data }, meta }) =>
      onAssignment(card, data.unitId, (part) => ({
        ...moved(part, "claimed", meta.happenedAt),
        claim: {
          completedOn: data.completedOn,
          done: data.done,
          evidence: data.evidence,
          claimedAt: meta.happenedAt,
        },
        completionReturn: null,
      })),
    ClaimWithdrawn: (card, { fact: { data }, meta }) =>
      onAssignment(card, data.unitId, (part) => handedBack(part, meta.happenedAt)),
    CompletionEndorsed: (card, { fact: { data }, meta }) =>
      onAssignment(card, data.unitId, (part) => ({
        ...moved(part, "endorsed", meta.happenedAt),
        endorsement: { opinion: data.opinion, endorsedAt: meta.happenedAt },
      })),
    CompletionReturned: (card, { fact: { data }, meta }) =>
      onAssignment(card, data.unitId, (part) => ({
        ...handedBack(part, meta.happenedAt),
        completionReturn: { reason: data.reason, returnedAt: meta.happenedAt },
      })),
    AssignmentSignedOff: (card, { fact: { data }, meta }) =>
      onAssignment(card, data.unitId, (part) => ({
        ...moved(part, "signedOff", meta.happenedAt),
        signOff: { opinion: data.opinion, signedOffAt: meta.happenedAt },
      })),
    AssignmentReopened: (card, { fact: { data }, meta }) =>
      onAssignment(card, data.unitId, (part) => ({
        ...handedBack(part, meta.happenedAt),
        reopening: { reason: data.reason, cause: data.cause, reopenedAt: meta.happenedAt },
      })),
    TaskClosed(card, { fact: { data }, meta }) {
      const closed = card && { ...card, closed: { cause: data.cause, closedAt: meta.happenedAt } };
      return data.dropped.reduce<TaskCard | null>(
        (left, unitId) => onAssignment(left, unitId, (part) => moved(part, "dropped", meta.happenedAt)),
        closed,
      );
    },
  },
  indexes: ({ planId, row }) => [{ index: `plan/${planId}`, sort: rowSort(row.row) }],
});
