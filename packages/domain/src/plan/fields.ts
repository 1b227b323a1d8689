// The fields of a plan 计划字段 whose old and new values its events hold. A field of the state that is not named here does not compile.
import { changedEntries, changedFields, type FieldsOfAggregate, fieldSet } from "../kernel/changed-fields.ts";
import type { FieldsOf } from "../kernel/labelled.ts";
import { stepsFields } from "../task/fields.ts";
import type { ImportDecision } from "./import-decision.ts";
import type { PlanSettings } from "./settings.ts";
import type { PlanState } from "./state.ts";

/** A plan as it is told: until it is issued nobody has set anything. */
type Told = Omit<PlanState, "settings"> & { readonly settings: PlanSettings | null };

const settings: FieldsOf<PlanSettings> = {
  steps: stepsFields,
  dueSoonDays: { zh: "临期天数", en: "days that count as due soon" },
  regularly: { zh: "“定期”的含义", en: "what regularly means" },
  reportingOn: { zh: "报送日", en: "reporting day" },
};

const planFields: FieldsOf<Told> = {
  status: { zh: "状态", en: "status" },
  regionId: { unshown: "never changes" },
  citation: { unshown: "never changes after the import" },
  sections: { unshown: "never changes after the import" },
  rows: { at: "taskCount", zh: "任务数", en: "tasks", as: ({ length }) => length },
  warnings: { unshown: "never changes after the import" },
  settled: { unshown: "each decision is told by itself" },
  meanings: { unshown: "each confirmation holds all of them, and the issue those that had changed" },
  settings: { zh: "办公室设定", en: "settings", within: settings },
  issuedOn: { zh: "印发日", en: "day of issue" },
  signedOn: { unshown: "never changes after the import" },
  year: { unshown: "never changes after the import" },
  tasksOpened: { zh: "任务全部开立", en: "all tasks opened" },
  turns: {
    zh: "关闭与恢复",
    en: "closings and reopenings",
    as: (turns) => turns.map(({ to, isDone }) => ({ to, isDone })),
  },
  supplements: { zh: "补充通知", en: "supplements", as: (supplements) => [...supplements.keys()] },
  parkings: {
    at: "parked",
    zh: "搁置",
    en: "parked",
    as: (parkings) => parkings.some(({ until }) => until === null),
  },
};

const warningFields: FieldsOf<{ readonly decision: ImportDecision }> = {
  decision: { zh: "决定", en: "decision" },
};

const told = (plan: PlanState): Told | null =>
  plan.status === "none" ? null : { ...plan, settings: plan.issuedOn === null ? null : plan.settings };

/** What the events of a plan change, field by field. */
export const fieldsOfPlan: FieldsOfAggregate<PlanState> = {
  sets: [fieldSet(planFields), fieldSet(warningFields, ["warnings", "*"], { zh: "导入提示", en: "import warning" })],
  changes: (before, after) => [
    ...changedFields(told(before), told(after), planFields, { unitId: null }),
    ...(before.settled === after.settled ? [] : changesOfDecisions(before, after)),
  ],
};

const changesOfDecisions = (before: PlanState, after: PlanState) =>
  changedEntries(Object.fromEntries(before.settled), Object.fromEntries(after.settled), (no, was, is) =>
    changedFields(was && { decision: was }, is && { decision: is }, warningFields, {
      unitId: null,
      path: `warnings.${no}`,
    }),
  );
