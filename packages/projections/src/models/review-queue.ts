// The review queue 待审: what waits for a lead unit or for the office to decide.
import { isOpen } from "@taizhang/domain";
import type { ReadModel, Shown } from "../read-model.ts";
import { isEndorsedFirst, leadsOf, standing, type TaskStanding } from "./standing.ts";

/** Something that waits: a report to be judged, a claim to be endorsed or signed off, a group to be filled. */
export interface Waiting
  extends Pick<TaskStanding, "taskId" | "planId" | "regionId" | "row" | "no" | "text" | "dueOn"> {
  readonly kind: "report" | "endorsement" | "signOff" | "group";
  /** The unit whose report or claim it is; null for a group. */
  readonly unitId: string | null;
  readonly reportNo: number | null;
  readonly groupId: string | null;
  readonly groupName: string | null;
  /** The instant since when it waits. */
  readonly since: string;
}

/**
 * What waits for a lead unit (`lead/<unitId>`) and for the office (`office/<regionId>`), the longest waiting first.
 * The reviewer of a report is the lead of the task; where there is none, or the lead itself reports, the office.
 */
export const reviewQueue: ReadModel<Waiting, TaskStanding> = {
  name: "review-queue",
  version: 1,
  ...standing,
  shows(task) {
    if (task.closed) return [];
    const { taskId, planId, regionId, row, no, text, dueOn } = task;
    const leadUnits = leadsOf(task);
    const office = `office/${regionId}`;
    const byLead = leadUnits.map((unitId) => `lead/${unitId}`);
    const blank = { unitId: null, reportNo: null, groupId: null, groupName: null };
    const about = { taskId, planId, regionId, row, no, text, dueOn, ...blank };
    const waits = (name: string, doc: Waiting, indexes: readonly string[]): Shown<Waiting> => ({
      key: `${taskId}/${name}`,
      doc,
      entries: indexes.map((index) => ({ index, sort: doc.since })),
    });

    const ofUnits = task.parts
      .filter((part) => isOpen(part.state))
      .flatMap(({ unitId, state, since, unreviewed }) => {
        const reviewers = leadUnits.length > 0 && !leadUnits.includes(unitId) ? byLead : [office];
        const reports = unreviewed.map((report) =>
          waits(
            `${unitId}/report/${report.no}`,
            { ...about, kind: "report", unitId, reportNo: report.no, since: report.since },
            reviewers,
          ),
        );
        if (state !== "claimed" && state !== "endorsed") return reports;
        const endorsed = state === "endorsed" || !isEndorsedFirst(task, unitId);
        const claim: Waiting = { ...about, kind: endorsed ? "signOff" : "endorsement", unitId, since };
        return [...reports, waits(`${unitId}/claim`, claim, endorsed ? [office] : byLead)];
      });
    const groups = task.groups
      .filter((group) => !group.filled)
      .map(({ groupId, name, since }) =>
        waits(`group/${groupId}`, { ...about, kind: "group", groupId, groupName: name, since }, [office, ...byLead]),
      );
    return [...ofUnits, ...groups];
  },
};
