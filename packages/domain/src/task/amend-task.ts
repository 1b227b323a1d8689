// Amending a task 修改任务: the office changes its words, its headings or its due day. What is printed stays beside it.
import { z } from "zod";
import { action } from "../kernel/action.ts";
import { has } from "../kernel/actor.ts";
import { everybodys } from "../kernel/affair.ts";
import { event, type Sentence } from "../kernel/event.ts";
import { changesBetween } from "../kernel/field-change.ts";
import { sampleUnit } from "../kernel/sample-values.ts";
import { day, freeText, sha256, unitId } from "../kernel/shapes.ts";
import type { DraftSection } from "../plan/draft.ts";
import { refusalOfHeadings } from "../plan/headings.ts";
import { isOpen } from "./assignment-state.ts";
import { dayAfter, refusalOfPastDueDay } from "./due-day.ts";
import { runningTask } from "./ending.ts";
import { pendingIn } from "./extension.ts";
import { ExtensionLapsed, lapseOfPart } from "./extension-lapsed.ts";
import { type Assignment, onAssignment, type TaskState } from "./state.ts";
import { type Amendable, amendable, type Wording } from "./wording.ts";

const fields = amendable.keyof().options;

const command = z.object({
  /** What is to hold from now on; what is left out stays. */
  changes: amendable.partial(),
  reason: freeText,
  /** What it rests on 依据: a decision, a later notice. */
  authority: freeText,
  /** The later notice, if there is one: the SHA-256 of its bytes. */
  sourceSha256: sha256.optional(),
});
type Command = z.infer<typeof command>;

const changes = { text: "公开财政预算决算和“三公”经费。", dueOn: "2021-12-15" };
const why = { reason: { text: "上级要求调整。" }, authority: { text: "区政府办补充通知。" } };
const sample = {
  before: { text: "公开财政预算决算。", dueOn: "2021-11-30" },
  after: changes,
  parts: [{ unitId: sampleUnit, before: "2021-11-30" }],
  unitIds: [sampleUnit],
  ...why,
};

export const TaskAmended = event({
  type: "TaskAmended",
  title: "修改任务",
  shape: command.omit({ changes: true }).extend({
    /** The fields that changed, as they were until then. */
    before: amendable.partial(),
    /** The same fields as they are since. */
    after: amendable.partial(),
    /**
     * The open parts whose due day moved to the new one, each with its due day until then. One that is signed off is judged by
     * the day that held when it was claimed, and keeps that; if it is reopened, the day that holds then does. One that is
     * claimed moves, in case its claim comes back; a claim that stands is judged by the day that held when it was made.
     */
    parts: z.array(z.object({ unitId, before: day.nullable() })),
    /** The units that have a part in the task. */
    unitIds: z.array(unitId),
  }),
  sight: (e) => everybodys(e.unitIds),
  fields: ({ before, after, parts }) => [
    ...changesBetween(before, after),
    ...parts.map((part) => ({ field: "dueOn", unitId: part.unitId, before: part.before, after: after.dueOn ?? null })),
  ],
  sample,
  evolve: (task: TaskState, { after, parts }): TaskState => {
    const { dueOn = task.dueOn } = after;
    const amended = { ...task, dueOn, words: amendedWords(task, after) };
    return parts.reduce<TaskState>(
      (so, { unitId }) => onAssignment(so, unitId, (part) => ({ ...part, dueOn })),
      amended,
    );
  },
  tell(e) {
    const told = fields.flatMap((field) => (field in e.after ? [toldOf(field, e.before[field], e.after[field])] : []));
    return {
      zh: `修改任务：${told.map(({ zh }) => zh).join("；")}；理由：${e.reason.text}；依据：${e.authority.text}`,
      en: `amended the task: ${told.map(({ en }) => en).join("; ")}; reason: ${e.reason.text}; authority: ${e.authority.text}`,
    };
  },
});

const inWords: Readonly<Record<keyof Amendable, Sentence>> = {
  text: { zh: "任务内容", en: "its text" },
  requirement: { zh: "工作要求", en: "its requirement" },
  section: { zh: "一级目标", en: "its section" },
  subsection: { zh: "二级目标", en: "its subsection" },
  dueOn: { zh: "完成时限", en: "its due day" },
};

function toldOf(field: keyof Amendable, before: string | null | undefined, after: string | null | undefined): Sentence {
  const { zh, en } = inWords[field];
  return {
    zh: `${zh}由${before ? `“${before}”` : "无"}改为${after ? `“${after}”` : "无"}`,
    en: `${en} from ${before ? `“${before}”` : "none"} to ${after ? `“${after}”` : "none"}`,
  };
}

export const amendTask = action({
  title: { zh: "修改任务", en: "Amend a task" },
  by: ["office", "policy"],
  command,
  example: { changes, ...why },
  events: [TaskAmended, ExtensionLapsed],
  open: runningTask,
  decide(task, { changes, ...why }, actor, { sections }: { readonly sections: readonly DraftSection[] }) {
    const { before, after } = differences(task, changes);
    if (Object.keys(after).length === 0) return [];
    const wrong =
      "section" in after || "subsection" in after ? refusalOfHeadings(sections, amendedWords(task, after)) : null;
    if (wrong) return wrong;
    const { dueOn } = after;
    // A later notice is taken as it is printed; the office itself makes nobody overdue by amending.
    const past = has(actor, "policy") ? null : refusalOfPastDueDay(dueOn, actor);
    if (past) return past;
    return amended(task, { before, after, ...why });
  },
});

/** The amendment, with what becomes of the open parts where the due day is another one: their days, and the requests that it meets. */
export function amended(
  task: TaskState,
  said: Pick<z.infer<typeof TaskAmended.shape>, "before" | "after"> & Omit<Command, "changes">,
) {
  const { dueOn } = said.after;
  const open = dueOn === undefined ? [] : openParts(task);
  const moving = open.filter(([, part]) => dayAfter(part.dueOn, task.dueOn, dueOn ?? null) !== part.dueOn);
  const met = open.filter(([, part]) => isMet(part, dueOn ?? null));
  const parts = moving.map(([unitId, part]) => ({ unitId, before: part.dueOn }));
  return [
    TaskAmended({ ...said, parts, unitIds: Object.keys(task.assignments) }),
    ...met.flatMap(([unitId]) => lapseOfPart(task, unitId, "taskAmended")),
  ];
}

/** The words of a task with some of them changed. */
function amendedWords({ words }: Pick<TaskState, "words">, after: Command["changes"]): Wording {
  const { text = words.text, requirement = words.requirement } = after;
  const { section = words.section, subsection = words.subsection } = after;
  return { text, requirement, section, subsection };
}

/** The fields that are to be something else than they are: as they are, and as they are to be. */
function differences(task: TaskState, changes: Command["changes"]) {
  const now: Amendable = { ...task.words, dueOn: task.dueOn };
  const changed = fields.filter((field) => changes[field] !== undefined && changes[field] !== now[field]);
  const only = (of: Command["changes"]): Command["changes"] =>
    Object.fromEntries(changed.map((field) => [field, of[field]]));
  return { before: only(now), after: only(changes) };
}

const openParts = ({ assignments }: TaskState) => Object.entries(assignments).filter(([, { state }]) => isOpen(state));

/** True if the unit asks for no later day than the new one, or if nothing is due any more. */
function isMet(part: Assignment, after: string | null): boolean {
  const pending = pendingIn(part);
  return pending !== null && (after === null || pending.dueOn <= after);
}
