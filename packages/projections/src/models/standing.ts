// Where a task stands: its due day, and each unit's part in it. Folded once, shown by the ledgers, boards and queues.
import {
  type AssignmentState,
  bothOf,
  type DomainFact,
  leads,
  needsEndorsement,
  type Relation,
  type Steps,
  type TaskState,
  task,
} from "@taizhang/domain";
import type { StoredEvent } from "@taizhang/log";
import type { ReadModel } from "../read-model.ts";

type GroupAssigned = Extract<DomainFact, { type: "UnitsAssigned" }>["data"]["groups"][number];

/** One unit's part, as far as lists show it. */
export interface Part {
  readonly unitId: string;
  readonly relations: readonly Relation[];
  readonly state: AssignmentState;
  /** The instant it came to this state. */
  readonly since: string;
  readonly reportCount: number;
  readonly lastReport: {
    readonly no: number;
    readonly reportedOn: string;
    readonly review: "open" | "accepted" | "returned";
  } | null;
  /** Reports nobody has judged yet, and since when. */
  readonly unreviewed: readonly { readonly no: number; readonly since: string }[];
}

/** Words on the task that stand for several units. */
export interface GroupStanding {
  readonly groupId: string;
  readonly name: string;
  readonly kind: GroupAssigned["kind"];
  /** False while no unit is named for it: it then waits for a person. */
  readonly filled: boolean;
  readonly since: string;
}

export interface TaskStanding {
  readonly taskId: string;
  readonly planId: string;
  readonly regionId: string;
  readonly row: number;
  readonly no: string | null;
  readonly section: string | null;
  readonly subsection: string | null;
  readonly text: string;
  readonly dueOn: string | null;
  readonly dueBeforeIssue: boolean;
  readonly dueSoonDays: number;
  readonly steps: Steps;
  readonly parts: readonly Part[];
  readonly groups: readonly GroupStanding[];
  readonly closed: boolean;
}

/** The row number as index entries sort it. */
export const rowSort = (row: number): string => row.toString().padStart(6, "0");

/** Due days in order, those without one last; then plan and row. */
export const dueSort = ({ dueOn, planId, row }: Pick<TaskStanding, "dueOn" | "planId" | "row">): string =>
  `${dueOn ?? "~"}/${planId}/${rowSort(row)}`;

/** The state that the domain's rules about leads and endorsement read. */
function stateOf({ steps, parts }: TaskStanding): TaskState {
  const assignments = parts.map(({ unitId, relations, state }) => [unitId, { relations, state, reports: [] }] as const);
  return { ...task.initial, steps, assignments: new Map(assignments) };
}

/** The units that lead the task. */
export function leadsOf(standing: TaskStanding): string[] {
  const state = stateOf(standing);
  return standing.parts.map((part) => part.unitId).filter((unitId) => leads(state, unitId));
}

/** True where a unit's claim goes to the lead before it goes to the office. */
export function isEndorsedFirst(standing: TaskStanding, unitId: string): boolean {
  return needsEndorsement(stateOf(standing), unitId);
}

const onPart = (standing: TaskStanding | null, unitId: string, change: (part: Part) => Part): TaskStanding | null =>
  standing && {
    ...standing,
    parts: standing.parts.map((part) => (part.unitId === unitId ? change(part) : part)),
  };

const moved = (
  standing: TaskStanding | null,
  unitId: string,
  state: AssignmentState,
  { meta }: Pick<StoredEvent, "meta">,
) => onPart(standing, unitId, (part) => ({ ...part, state, since: meta.happenedAt }));

/** The standing with new parts; a unit that has one keeps where it stands and gets the relations added. */
function withParts(
  standing: TaskStanding,
  added: readonly Pick<Part, "unitId" | "relations">[],
  since: string,
): TaskStanding {
  const fresh = { state: "assigned" as const, since, reportCount: 0, lastReport: null, unreviewed: [] };
  const parts = new Map(standing.parts.map((part) => [part.unitId, part]));
  for (const { unitId, relations } of added) {
    const known = parts.get(unitId);
    parts.set(unitId, { ...fresh, ...known, unitId, relations: bothOf(known?.relations, relations) });
  }
  return { ...standing, parts: [...parts.values()] };
}

/** The groups with those of an event, which names a group once per relation. */
function withGroups(known: readonly GroupStanding[], added: readonly GroupAssigned[], since: string): GroupStanding[] {
  const groups = new Map(known.map((group) => [group.groupId, group]));
  for (const { groupId, name, kind, members } of added) {
    const filled = groups.get(groupId)?.filled === true || members.length > 0;
    groups.set(groupId, { groupId, name, kind, since, ...groups.get(groupId), filled });
  }
  return [...groups.values()];
}

const reviewed = (
  standing: TaskStanding | null,
  { unitId, reportNo }: { readonly unitId: string; readonly reportNo: number },
  review: "accepted" | "returned",
) =>
  onPart(standing, unitId, (part) => ({
    ...part,
    lastReport: part.lastReport?.no === reportNo ? { ...part.lastReport, review } : part.lastReport,
    unreviewed: part.unreviewed.filter((report) => report.no !== reportNo),
  }));

/** How the facts of a task change where it stands; the key is the task. */
export const standing: Pick<ReadModel<unknown, TaskStanding>, "key" | "on"> = {
  key: ({ meta }) => meta.taskId,
  on: {
    TaskOpened(_before, { fact: { data } }) {
      const { taskId, planId, regionId, row, dueOn, dueBeforeIssue, dueSoonDays, steps } = data;
      const { no, section, subsection, text } = row;
      const about = { taskId, planId, regionId, row: row.row, no, section, subsection, text };
      return { ...about, dueOn, dueBeforeIssue, dueSoonDays, steps, parts: [], groups: [], closed: false };
    },
    UnitsAssigned: (before, { fact: { data }, meta }) =>
      before && {
        ...withParts(before, data.assignments, meta.happenedAt),
        groups: withGroups(before.groups, data.groups, meta.happenedAt),
      },
    GroupExpanded(before, { fact: { data }, meta }) {
      const { groupId, unitIds, relations } = data;
      const added = unitIds.map((unitId) => ({ unitId, relations }));
      return (
        before && {
          ...withParts(before, added, meta.happenedAt),
          groups: before.groups.map((group) => (group.groupId === groupId ? { ...group, filled: true } : group)),
        }
      );
    },
    AssignmentAccepted: (before, event) => moved(before, event.fact.data.unitId, "accepted", event),
    ProgressReported(before, { fact: { data }, meta }) {
      const { unitId, reportNo, reportedOn } = data;
      return onPart(before, unitId, (part) => ({
        ...part,
        state: "accepted",
        since: part.state === "accepted" ? part.since : meta.happenedAt,
        reportCount: reportNo,
        lastReport: { no: reportNo, reportedOn, review: "open" },
        unreviewed: [...part.unreviewed, { no: reportNo, since: meta.happenedAt }],
      }));
    },
    ReportCorrected(before, { fact: { data }, meta }) {
      const { unitId, reportNo } = data;
      return onPart(before, unitId, (part) => ({
        ...part,
        state: "accepted",
        since: part.state === "accepted" ? part.since : meta.happenedAt,
        lastReport: part.lastReport?.no === reportNo ? { ...part.lastReport, review: "open" } : part.lastReport,
        // As in the domain, a correction of a report that is not there corrects nothing.
        unreviewed: [
          ...part.unreviewed.filter((report) => report.no !== reportNo),
          ...(reportNo <= part.reportCount ? [{ no: reportNo, since: meta.happenedAt }] : []),
        ],
      }));
    },
    ReportAccepted: (before, { fact: { data } }) => reviewed(before, data, "accepted"),
    ReportReturned: (before, { fact: { data } }) => reviewed(before, data, "returned"),
    CompletionClaimed: (before, event) => moved(before, event.fact.data.unitId, "claimed", event),
    ClaimWithdrawn: (before, event) => moved(before, event.fact.data.unitId, "accepted", event),
    CompletionEndorsed: (before, event) => moved(before, event.fact.data.unitId, "endorsed", event),
    CompletionReturned: (before, event) => moved(before, event.fact.data.unitId, "accepted", event),
    AssignmentSignedOff: (before, event) => moved(before, event.fact.data.unitId, "signedOff", event),
    AssignmentReopened: (before, event) => moved(before, event.fact.data.unitId, "accepted", event),
    TaskClosed(before, event) {
      const closed = before && { ...before, closed: true };
      return event.fact.data.dropped.reduce((left, unitId) => moved(left, unitId, "dropped", event), closed);
    },
  },
};
