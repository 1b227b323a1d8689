// Facts that many tests begin with: a plan with one row, a task with its units.

import { PlanConfirmed } from "../src/plan/confirm-plan.ts";
import { type DraftTask, importedWarning, type PlanDraft, type Relation } from "../src/plan/draft.ts";
import { PlanImported, type ReadNotice } from "../src/plan/import-plan.ts";
import { PlanIssued } from "../src/plan/issue-plan.ts";
import type { PlanEnding, PlanNow } from "../src/plan/plan-now.ts";
import { defaultSettings, type Steps } from "../src/plan/settings.ts";
import { UnitsAssigned } from "../src/task/assign-units.ts";
import { TaskOpened } from "../src/task/open-task.ts";
import { financeBureau, planId, region, taskId } from "./people.ts";

export const words = (text: string) => ({ text });
export const page = { title: "区政府网站", url: "https://www.example.org/2021/0630.html" };

/** A row of a draft; `over` replaces some of its fields. */
export function row(over: Partial<DraftTask> = {}): DraftTask {
  return {
    row: 1,
    no: "1",
    section: "一",
    subsection: null,
    text: "公开财政预算决算",
    items: [],
    requirement: null,
    leadUnits: [],
    responsibleUnits: [],
    units: [],
    deadline: { kind: "date", date: "2021-11-30" },
    deadlineText: "2021年11月底前",
    deadlinesInText: [],
    publicationPaths: [],
    cadence: [],
    printed: { 任务: "公开财政预算决算" },
    continuesRow: null,
    lines: [[3, 3]],
    ...over,
  };
}

/** A name in a unit cell. */
export function named(
  name: string,
  relation: Relation = "responsible",
  over: Partial<DraftTask["units"][number]> = {},
): DraftTask["units"][number] {
  return { name, printed: name, kind: "unit", relation, inheritedFromRow: null, ...over };
}

/** A draft of one row that names 区财政局. */
export function draft(over: Partial<PlanDraft> = {}): PlanDraft {
  return {
    plan: {
      title: "政务公开工作任务分解表",
      noticeTitle: null,
      issuer: "区政府办",
      docNumber: "区政办发〔2021〕1号",
      issuedOn: "2021-05-28",
      year: 2021,
    },
    sections: [{ no: "一", title: "深化重点领域信息公开", children: [] }],
    tasks: [row({ units: [named("区财政局")] })],
    warnings: [],
    unread: [],
    coverage: { characters: 8, attributed: 8 },
    ...over,
  };
}

export const sourceSha256 = "a".repeat(64);

/** What the shell looks up for an import, in a region whose roster knows every name. */
export function notice(over: Partial<ReadNotice> = {}): ReadNotice {
  return { sourceName: "通知.txt", byteCount: 1024, draft: draft(), knows: () => true, sameNumber: [], ...over };
}

/** The import of a draft. */
export function imported({ tasks, warnings, ...rest }: PlanDraft = draft()) {
  return PlanImported({
    ...rest,
    regionId: region,
    sourceSha256,
    sourceName: "通知.txt",
    byteCount: 1024,
    taskCount: tasks.length,
    tasks,
    warnings: warnings.map((warning) => ({ ...importedWarning(warning), subject: null })),
  });
}

/** The plan confirmed, and issued. */
export const confirmed = PlanConfirmed({
  by: "read",
  names: [{ name: "区财政局", meaning: { kind: "unit", unitId: financeBureau } }],
});
export const issued = PlanIssued({ issuedOn: "2021-06-01", settings: defaultSettings, taskCount: 1 });

const { units: _units, leadUnits: _lead, responsibleUnits: _responsible, printed: _printed, ...taskRow } = row();

/** The plan as the shell finds it where something is asked by it. */
export const openPlan: PlanNow = { plan: { status: "issued", revision: 4 } };
/** The same, closed, before its closing is carried out. */
export const closedPlan: PlanNow = { plan: { status: "closed", revision: 5 } };
/** A closing of the plan, after whatever was asked while it was so. */
export const closing: PlanEnding = { closing: 5 };

/** The task opened, with endorsement and sign-off unless a test switches one off. */
export function opened(steps: Partial<Steps> = {}) {
  return TaskOpened({
    regionId: region,
    planId,
    taskId,
    row: taskRow,
    issuedOn: "2021-06-01",
    dueOn: "2021-11-30",
    dueBeforeIssue: false,
    dueSoonDays: 7,
    steps: { ...defaultSettings.steps, ...steps },
  });
}

/** Units assigned, each with one relation: `[unit, relation]`. */
export function assigned(...parts: readonly (readonly [unitId: string, relation: Relation])[]) {
  return UnitsAssigned({
    assignments: parts.map(([unitId, relation]) => ({
      unitId,
      relations: [relation],
      via: null,
      inheritedFromRow: null,
    })),
    groups: [],
    external: [],
  });
}
