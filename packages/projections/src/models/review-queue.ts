// The review queue 待审: what waits for a lead unit or for the office to decide.
import { isOpen, leadsOf, needsEndorsement, reviewersOf } from "@taizhang/domain";
import { kindOf, type Shown } from "../read-model.ts";
import { isFilled, partsOf, type TaskCard } from "./task-card.ts";

/** Something that waits for a person: a report to review, a claim to endorse or sign off, a group to fill. */
export interface Waiting
  extends Pick<TaskCard["opened"], "taskId" | "planId" | "regionId">,
    Pick<TaskCard["opened"]["row"], "row" | "no" | "text">,
    Pick<TaskCard["life"], "dueOn"> {
  readonly kind: "report" | "endorsement" | "signOff" | "group";
  /** The unit that made the report or claim; null for a group. */
  readonly unitId: string | null;
  readonly reportNo: number | null;
  readonly groupId: string | null;
  readonly groupName: string | null;
  /** Since when it waits: an instant, ISO in UTC. */
  readonly since: string;
}

/** What waits. Indexes: for a lead unit `lead/<unitId>`, for the office `office/<regionId>`; the longest waiting first. */
export const waitingThings = kindOf<Waiting>("waiting");

/** What waits in a task. The domain's rules say who reviews and who endorses. */
export function waitingIn(card: TaskCard): Shown[] {
  const { life, opened } = card;
  if (life.closed) return [];
  const { taskId, planId, regionId, row } = opened;
  const office = `office/${regionId}`;
  const byLeads = (units: readonly string[]) => units.map((unitId) => `lead/${unitId}`);
  const blank = { unitId: null, reportNo: null, groupId: null, groupName: null };
  const about = { taskId, planId, regionId, row: row.row, no: row.no, text: row.text, dueOn: life.dueOn, ...blank };
  const waits = (name: string, doc: Waiting, indexes: readonly string[]): Shown =>
    waitingThings.shown(
      `${taskId}/${name}`,
      doc,
      indexes.map((index) => ({ index, sort: doc.since })),
    );

  const ofUnits = partsOf(card)
    .filter(({ state }) => isOpen(state))
    .flatMap(({ unitId, state, since, unreviewed }) => {
      const isClaimed = state === "claimed" || state === "endorsed";
      if (!isClaimed && Object.keys(unreviewed).length === 0) return [];
      const leads = byLeads(reviewersOf(life, unitId));
      const reviewers = leads.length > 0 ? leads : [office];
      const reports = Object.entries(unreviewed).map(([no, waitsSince]) =>
        waits(
          `${unitId}/report/${no}`,
          { ...about, kind: "report", unitId, reportNo: Number(no), since: waitsSince },
          reviewers,
        ),
      );
      if (!isClaimed) return reports;
      const endorsed = state === "endorsed" || !needsEndorsement(life, unitId);
      const claim: Waiting = { ...about, kind: endorsed ? "signOff" : "endorsement", unitId, since };
      return [...reports, waits(`${unitId}/claim`, claim, endorsed ? [office] : leads)];
    });
  const filled = new Set(card.groups.filter(isFilled).map(({ groupId }) => groupId));
  const groups = card.groups
    // A group that is printed as lead and as responsible waits only once, since its first assignment.
    .filter(({ groupId }, at, all) => all.findIndex((other) => other.groupId === groupId) === at)
    .filter(({ groupId }) => !filled.has(groupId))
    .map(({ groupId, name, since }) =>
      waits(`group/${groupId}`, { ...about, kind: "group", groupId, groupName: name, since }, [
        office,
        ...byLeads(leadsOf(life)),
      ]),
    );
  return [...ofUnits, ...groups];
}
