// Importing a plan 导入: a notice's bytes become a draft, with everything that the text leaves open.
import { z } from "zod";
import { action, reject, unchanged } from "../kernel/action.ts";
import { everybodys } from "../kernel/affair.ts";
import { event } from "../kernel/event.ts";
import { personalDataInTexts, tellFinding } from "../kernel/personal-data.ts";
import { sampleRegion } from "../kernel/sample-values.ts";
import { regionId, sha256 } from "../kernel/shapes.ts";
import { faultInPrint, pathOf } from "../kernel/texts.ts";
import {
  coverage,
  type DraftTask,
  draftHead,
  draftSection,
  draftTask,
  draftWarning,
  importedWarning,
  type PlanDraft,
  sampleRow,
  unreadText,
  warningSentence,
} from "./draft.ts";
import { type ImportWarning, namesOf, noPlan, type PlanState } from "./state.ts";

const command = z.object({ regionId, sourceSha256: sha256 });
const sample = { regionId: sampleRegion, sourceSha256: "a".repeat(64) };

/** One of several files that are one notice: the notice itself, then its annexes 附件. */
const sourceFile = z.object({ name: z.string(), sha256, byteCount: z.int().min(0) });
export type SourceFile = z.infer<typeof sourceFile>;

/** What the shell looks up for an import: the notice as read, and what the rest of the region's data says about it. */
export interface ReadNotice {
  readonly sourceName: string;
  /** Of all files together. */
  readonly byteCount: number;
  /** The files in their order, if the notice came in several. */
  readonly files?: readonly SourceFile[];
  /** Where the reading is kept: every line of the text, and what became of it. */
  readonly readingSha256?: string;
  readonly draft: PlanDraft;
  /** True if the roster knows the name. */
  readonly knows: (name: string) => boolean;
  /** Other plans of the region that carry the same document number 发文字号. */
  readonly sameNumber: readonly string[];
}

/** A warning; `subject` is the name or plan that it is about, if the import itself raised it. */
const importedWarningShape = draftWarning
  .omit({ message: true })
  .extend({ sentence: warningSentence, subject: z.string().nullable() });

/** What an event of version 1 looks like: the message of a warning holds both languages. */
const withMessages = z.looseObject({ warnings: z.array(z.looseObject({ message: z.string() })) });

export const PlanImported = event({
  type: "PlanImported",
  title: "导入计划",
  shape: z.object({
    regionId,
    sourceSha256: sha256,
    sourceName: z.string(),
    byteCount: z.int().min(0),
    /** The files in their order, if there are several: `sourceSha256` is then the hash of the list of their hashes. */
    files: z.array(sourceFile).min(2).optional(),
    /** The kept reading; absent in plans that were imported before readings were kept. */
    readingSha256: sha256.optional(),
    plan: draftHead,
    sections: z.array(draftSection),
    warnings: z.array(importedWarningShape),
    unread: z.array(unreadText),
    coverage,
    /** Counts all tasks of the draft. Those that do not fit here follow in `PlanRowsImported` events of the same append. */
    taskCount: z.int().min(0),
    tasks: z.array(draftTask),
  }),
  version: 2,
  upcast: {
    1(old) {
      const { warnings, ...rest } = withMessages.parse(old);
      return {
        ...rest,
        warnings: warnings.map(({ message, ...warning }) => ({ ...warning, sentence: { zh: message, en: message } })),
      };
    },
  },
  sight: () => everybodys(),
  sample: {
    ...sample,
    sourceName: "通知.txt",
    byteCount: 1024,
    plan: {
      title: "政务公开工作任务分解表",
      noticeTitle: null,
      issuer: "区政府办",
      docNumber: "区政办发〔2021〕1号",
      issuedOn: "2021-05-28",
      year: 2021,
    },
    sections: [{ no: "一", title: "深化重点领域信息公开", children: [] }],
    warnings: [
      {
        code: "OTHER_LEVEL_UNIT",
        severity: "blocking",
        sentence: {
          zh: "区级文件的单位栏里有“市政府各部门”。",
          en: "A unit cell of the district's notice prints “市政府各部门”.",
        },
        row: 1,
        lines: [3, 3],
        subject: "市政府各部门",
      },
    ],
    unread: [],
    coverage: { characters: 9, attributed: 9 },
    taskCount: 1,
    tasks: [sampleRow],
  },
  evolve: (_plan: PlanState, e): PlanState => ({
    ...noPlan,
    status: "draft",
    regionId: e.regionId,
    citation: `《${e.plan.noticeTitle ?? e.plan.title}》${e.plan.docNumber ? `（${e.plan.docNumber}）` : ""}`,
    sections: e.sections,
    rows: e.tasks,
    warnings: e.warnings,
    signedOn: e.plan.issuedOn,
    year: e.plan.year,
  }),
  tell: (e) => ({
    zh: `导入《${e.plan.title}》：任务${e.taskCount}项，提示${e.warnings.length}条`,
    en: `imported “${e.plan.title}”: ${counted(e.taskCount, "task")}, ${counted(e.warnings.length, "warning")}`,
  }),
});

const counted = (count: number, what: string): string => `${count} ${what}${count === 1 ? "" : "s"}`;

export const PlanRowsImported = event({
  type: "PlanRowsImported",
  title: "导入任务",
  shape: z.object({ tasks: z.array(draftTask).min(1) }),
  sight: () => everybodys(),
  sample: { tasks: [sampleRow] },
  evolve: (plan: PlanState, e): PlanState => ({ ...plan, rows: [...plan.rows, ...e.tasks] }),
  tell: ({ tasks: { length } }) => ({
    zh: `导入任务${length}项`,
    en: `imported ${counted(length, "task")}`,
  }),
});

export const importPlan = action({
  title: { zh: "导入计划", en: "Import a plan" },
  by: ["office"],
  command,
  example: sample,
  events: [PlanImported, PlanRowsImported],
  // In one region the same bytes are always the same plan.
  open: (plan: PlanState) => (plan.status === "none" || plan.status === "discarded" ? plan : unchanged),
  decide(_none, { regionId, sourceSha256 }, _actor, notice: ReadNotice | null) {
    if (!notice) return reject("NOTICE_NOT_FOUND");
    const { sourceName, byteCount, files, readingSha256, draft } = notice;
    // Printed text is checked like typed text: neither may bring a person's number into the log, or what no text may hold.
    const printed = { sourceName, files: files?.map(({ name }) => name) ?? [], draft };
    const personal = personalDataInTexts(printed);
    if (personal !== null) return reject("PERSONAL_DATA_IN_TEXT", tellFinding(personal));
    const broken = faultInPrint(printed);
    if (broken !== null) {
      const { zh, en } = broken.fault;
      return reject("TEXT_NOT_KEPT", `${pathOf(broken.path)}：${zh} / ${pathOf(broken.path)}: ${en}`);
    }
    const [first = [], ...rest] = chunks(draft.tasks);
    const head = PlanImported({
      regionId,
      sourceSha256,
      sourceName,
      byteCount,
      ...(files && { files: [...files] }),
      ...(readingSha256 !== undefined && { readingSha256 }),
      plan: draft.plan,
      sections: draft.sections,
      warnings: [
        ...draft.warnings.map((warning) => ({ ...importedWarning(warning), subject: null })),
        ...importWarnings(notice),
      ],
      unread: draft.unread,
      coverage: draft.coverage,
      taskCount: draft.tasks.length,
      tasks: first,
    });
    return [head, ...rest.map((tasks) => PlanRowsImported({ tasks }))];
  },
});

/** The warnings that need the region's roster and its other plans, which the reader of notices does not know. */
function importWarnings({ draft, knows, sameNumber }: ReadNotice): ImportWarning[] {
  const unknown = namesOf(draft.tasks).filter((name) => !knows(name));
  return [
    ...unknown.map((name) => {
      const row = draft.tasks.find((task) => task.units.some((unit) => unit.name === name));
      return {
        code: "UNIT_UNKNOWN",
        severity: "blocking" as const,
        sentence: { zh: `名录中没有“${name}”`, en: `the roster does not know “${name}”` },
        row: row?.row ?? null,
        lines: row?.lines[0] ?? null,
        subject: name,
      };
    }),
    ...sameNumber.map((planId) => ({
      code: "POSSIBLE_DUPLICATE",
      severity: "blocking" as const,
      sentence: {
        zh: `发文字号${draft.plan.docNumber}已有计划`,
        en: `another plan carries the document number ${draft.plan.docNumber}`,
      },
      row: null,
      lines: null,
      subject: planId,
    })),
  ];
}

// Keeps every event far below the store's append limit, whatever the size of the notice.
const chunkBytes = 256 * 1024;

function chunks(tasks: readonly DraftTask[]): DraftTask[][] {
  const bytes = (task: DraftTask) => new TextEncoder().encode(JSON.stringify(task)).length;
  const all: DraftTask[][] = [];
  let room = 0;
  for (const task of tasks) {
    const size = bytes(task);
    if (size > room) {
      all.push([]);
      room = chunkBytes;
    }
    all.at(-1)?.push(task);
    room -= size;
  }
  return all;
}
