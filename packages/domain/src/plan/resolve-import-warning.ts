// Settling a warning 处理提示: a person decides what the text leaves open.
import { z } from "zod";
import { action, reject } from "../kernel/action.ts";
import { everybodys } from "../kernel/affair.ts";
import { canonicalJson } from "../kernel/canonical.ts";
import { event } from "../kernel/event.ts";
import { freeText, name } from "../kernel/shapes.ts";
import { foldName } from "../roster/names.ts";
import { namesOf, type PlanState, readingOf } from "./state.ts";

const decision = z.discriminatedUnion("kind", [
  /** The reading stays as it is. */
  z.object({ kind: z.literal("keep") }),
  /** A printed name is to be read as another: 「市政府各部门」 as 「区政府各部门」. */
  z.object({ kind: z.literal("readAs"), name, as: name }),
  /** A printed name is a body outside the region and owes nothing here. */
  z.object({ kind: z.literal("external"), name }),
]);

const resolution = z.object({
  /** The warning's place in the draft's list, from 1. */
  warningNo: z.int().min(1),
  decision,
  note: freeText,
});

const sample: z.infer<typeof resolution> = {
  warningNo: 1,
  decision: { kind: "readAs", name: "市政府各部门", as: "区政府各部门" },
  note: { text: "区级文件，应为区政府各部门。" },
};

export const ImportWarningResolved = event({
  type: "ImportWarningResolved",
  shape: resolution.extend({ code: z.string() }),
  sight: () => everybodys(),
  sample: { ...sample, code: "OTHER_LEVEL_UNIT" },
  evolve(plan: PlanState, e): PlanState {
    const settled = new Map(plan.settled);
    // Deleted first, so that the latest decision comes last: it wins if two are about one name.
    settled.delete(e.warningNo);
    return { ...plan, settled: settled.set(e.warningNo, e.decision) };
  },
  tell(e) {
    const { decision } = e;
    const zh = { keep: "维持原文", readAs: "改读名称", external: "视为区域外单位" }[decision.kind];
    const en = { keep: "keep as printed", readAs: "read as another name", external: "a body outside the region" }[
      decision.kind
    ];
    const names =
      decision.kind === "keep"
        ? ""
        : decision.kind === "readAs"
          ? `“${decision.name}”→“${decision.as}”`
          : `“${decision.name}”`;
    return {
      zh: `处理第${e.warningNo}条提示（${e.code}）：${zh}${names}；${e.note.text}`,
      en: `settled warning ${e.warningNo} (${e.code}): ${en}${names && ` ${names}`}; ${e.note.text}`,
    };
  },
});

export const resolveImportWarning = action({
  title: { zh: "处理提示", en: "Settle a warning of the import" },
  by: ["office"],
  command: resolution,
  example: sample,
  events: [ImportWarningResolved],
  decide(plan: PlanState, command) {
    if (plan.status === "none") return reject("PLAN_NOT_FOUND");
    if (plan.status !== "draft") return reject("NOT_A_DRAFT");
    const warning = plan.warnings[command.warningNo - 1];
    if (!warning) return reject("WARNING_NOT_FOUND", String(command.warningNo));
    const { decision } = command;
    if (decision.kind !== "keep" && !namesOf(plan.rows).some((name) => foldName(name) === foldName(decision.name)))
      return reject("NAME_NOT_PRINTED", decision.name);
    const before = plan.settled.get(command.warningNo);
    // A later decision on another warning may have changed the reading of the name.
    const holds =
      decision.kind === "keep" || readingOf(plan, decision.name) === (decision.kind === "readAs" ? decision.as : null);
    if (before && holds && canonicalJson(before) === canonicalJson(decision)) return [];
    return [ImportWarningResolved({ ...command, code: warning.code })];
  },
});
