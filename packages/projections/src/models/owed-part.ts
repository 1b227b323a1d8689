// A part in a task 分工 as something that its unit owes, and what waits for others about it.
import { type Assignment, isClaimed, isOpen, isOwnerless, reportsIn, reviewOf, standingOf } from "@taizhang/domain";
import { recalling } from "../recall.ts";
import { stillToMend } from "./card-mending.ts";
import { dueIn } from "./due.ts";
import { type OwedThing, saidOf } from "./owed.ts";
import { extensionAsked, leadQueue, type OwedWait, officeQueue } from "./owed-waits.ts";
import { isOver, type OwingPart } from "./owing-part.ts";
import type { CardPart } from "./task-card.ts";

/** The part. */
export function partOwed(from: OwingPart): OwedThing[] {
  const { task, part, assignment, isEarlier } = from;
  const { about, opened } = task;
  const { state, dueOn, extension, dispute, partNo } = assignment;
  const { lastReport } = part;
  const toMendCount = stillToMend(task, { ...assignment, toMend: part.toMend }).length;
  const said = saidOf(from.said, {
    kind: "part",
    standing: standingOf(state),
    firstDueOn: opened.dueOn,
    extension: extension?.state ?? null,
    dispute: dispute?.state ?? null,
    since: part.since,
    reportCount: reportsIn(assignment),
    toMendCount,
    // What is found wanting comes back, also where the part is signed off.
    returned: toMendCount > 0 || (isOpen(state) && wasReturned(assignment, part)),
    lastReport: lastReport && { ...lastReport, review: reviewOf(assignment, lastReport.no) ?? "open" },
    claimReturnReason: isOpen(state) ? (part.completionReturn?.reason ?? null) : null,
    ...dueIn(opened, dueOn),
  });
  const line = isEarlier ? `${about.taskId}/${partNo}` : about.taskId;
  const isEndedWithUnit = assignment.ownerlessSince !== null && state !== "handedOver" && !isEarlier;
  return [{ said, line, entry: `${about.taskId}/${dueOn}`, isEndedWithUnit, waits: waitsOf(from) }];
}

/** True if the last report or the last claim of a part came back. */
function wasReturned(assignment: Assignment, { lastReport, completionReturn }: CardPart): boolean {
  if (isClaimed(assignment.state)) return false;
  return completionReturn !== null || (lastReport !== null && reviewOf(assignment, lastReport.no) === "returned");
}

const leadsOf = (reviewers: string): readonly string[] => (reviewers === "" ? [] : reviewers.split(",").map(leadQueue));

// A report that waits stays as it is while others join it.
const reportWaits = recalling(
  (
    { since }: CardPart["unreviewed"][number],
    no: string,
    part: string,
    reviewers: string,
    regionId: string,
  ): OwedWait => {
    const leads = leadsOf(reviewers);
    const queues = leads.length > 0 ? leads : [officeQueue(regionId)];
    return { kind: "report", key: `${part}/report/${no}`, queues, reportNo: Number(no), since };
  },
);

/** What waits about a part. The domain's rules say who reviews and who endorses. */
function waitsOf(from: OwingPart): OwedWait[] {
  const { unitId, part, assignment, reviewers, isToEndorse } = from;
  const { about } = from.task;
  if (isOver(from) || !isOpen(assignment.state)) return [];
  const key = `${about.taskId}/${unitId}`;
  const office = [officeQueue(about.regionId)];
  const { extension } = assignment;
  const { since, unreviewed, disputed, ownerlessNotedAt } = part;
  const reports = Object.entries(unreviewed).map(([no, report]) =>
    reportWaits(report, no, key, reviewers, about.regionId),
  );
  const ownerless: OwedWait[] = isOwnerless(assignment)
    ? [{ kind: "ownerless", key: `${key}/ownerless`, queues: office, since: ownerlessNotedAt ?? since }]
    : [];
  if (isClaimed(assignment.state)) {
    const decision = isToEndorse
      ? ({ kind: "endorsement", queues: leadsOf(reviewers) } as const)
      : ({ kind: "signOff", queues: office } as const);
    return [...reports, ...ownerless, { ...decision, key: `${key}/claim`, since }];
  }
  const dispute: OwedWait[] =
    assignment.dispute?.state === "pending" && disputed
      ? [
          {
            ...{ kind: "dispute", key: `${key}/dispute`, queues: office },
            ...{ suggestedUnitId: disputed.suggestedUnitId, since: disputed.made.at },
          },
        ]
      : [];
  return [
    ...reports,
    ...ownerless,
    ...dispute,
    ...extensionAsked(part.extensions, extension, `${key}/extension/${extension?.no}`, office),
  ];
}
