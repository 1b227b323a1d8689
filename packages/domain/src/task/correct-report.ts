// A correction 更正: the unit replaces what it reported; the old words stay on the record. Where the report is settled, because it
// is accepted or its part claimed or signed off, it replaces what of the evidence is to be mended 待改正, and nothing else.

import { z } from "zod";
import { action, isRejection, type Rejection, reject } from "../kernel/action.ts";
import { unitsOwn } from "../kernel/affair.ts";
import { event, type Sentence } from "../kernel/event.ts";
import { changesBetween } from "../kernel/field-change.ts";
import { sampleEvidence, sampleUnit } from "../kernel/sample-values.ts";
import { evidenceList, freeText, unitId } from "../kernel/shapes.ts";
import { unclaimedPart } from "./open-part.ts";
import { refusalOfMending, stillToMendIn, withReplaced } from "./publication.ts";
import { ownPart } from "./rights.ts";
import { type Assignment, moved, onReport, reviewOf, type TaskState } from "./state.ts";

const command = z.object({
  unitId,
  reportNo: z.int().min(1),
  /** The new text; null leaves it as it is. */
  progress: freeText.nullable(),
  /** The new evidence; null leaves it as it is, an empty list takes it away. */
  evidence: evidenceList.nullable(),
  reason: freeText,
});
const words = z.object({ progress: freeText, evidence: evidenceList });
/** The words of a report: its text and its evidence. */
export type ReportWords = z.infer<typeof words>;

const sample = {
  unitId: sampleUnit,
  reportNo: 1,
  progress: { text: "已公开三项。" },
  evidence: [sampleEvidence],
  reason: { text: "漏填。" },
};
const { progress, evidence } = sample;

/** What a correction changes, in words. */
function changesOf(before: ReportWords, after: ReportWords): Sentence[] {
  const changes: Sentence[] = [];
  const { text } = after.progress;
  if (text !== before.progress.text) changes.push({ zh: text, en: text });
  const titles = after.evidence.map(({ title }) => title);
  const isSame = JSON.stringify(before.evidence) === JSON.stringify(after.evidence);
  if (!isSame && titles.length === 0) changes.push({ zh: "删去佐证材料", en: "evidence removed" });
  if (!isSame && titles.length > 0)
    changes.push({ zh: `佐证材料为${titles.join("、")}`, en: `evidence now: ${titles.join(", ")}` });
  return changes;
}

/** The evidence of a corrected report, before and after. */
const evidenceOf = ({ reportNo, before, after }: Corrected) => ({
  ...{ reportNo, before: before.evidence, after: after.evidence },
});
interface Corrected {
  readonly reportNo: number;
  readonly before: ReportWords;
  readonly after: ReportWords;
}

export const ReportCorrected = event({
  type: "ReportCorrected",
  title: "更正填报",
  shape: z.object({
    unitId,
    reportNo: z.int().min(1),
    before: words,
    after: words,
    reason: freeText,
    /** True where evidence of a settled report was mended: the state of the part and the review stay. Left out otherwise. */
    isMending: z.literal(true).optional(),
  }),
  sight: (e) => unitsOwn([e.unitId], "nothing"),
  fields: ({ before, after, unitId }) => changesBetween(before, after, unitId),
  sample: {
    unitId: sampleUnit,
    reportNo: 1,
    before: { progress: { text: "已公开。" }, evidence: [] },
    after: { progress, evidence },
    reason: sample.reason,
  },
  evolve(task: TaskState, e, revision): TaskState {
    const said = e.isMending
      ? onReport(task, e, ({ review }) => ({ review, saidAt: revision }))
      : onReport(moved(task, e.unitId, "accepted"), e, () => ({ review: "open", saidAt: revision }));
    return withReplaced(said, e.unitId, evidenceOf(e));
  },
  tell(e, nameOf) {
    const changes = changesOf(e.before, e.after);
    const zh = changes.map((each) => each.zh).join("；");
    const en = changes.map((each) => each.en).join("; ");
    if (e.isMending)
      return {
        zh: `${nameOf(e.unitId)}改正第${e.reportNo}份填报的公开材料：${zh}；理由：${e.reason.text}`,
        en: `mended the evidence of report ${e.reportNo} of ${nameOf(e.unitId)}: ${en}; reason: ${e.reason.text}`,
      };
    return {
      zh: `${nameOf(e.unitId)}更正第${e.reportNo}份填报：${zh}；理由：${e.reason.text}`,
      en: `corrected report ${e.reportNo} of ${nameOf(e.unitId)}: ${en}; reason: ${e.reason.text}`,
    };
  },
});

/** What the shell looks up for a correction: the current words of the report; null if none of this number may be corrected. */
export interface ReportAsItStands {
  readonly before: ReportWords | null;
}

/** A report that may be corrected: all of it, or the evidence that is to be mended. */
interface Correctable {
  readonly part: Assignment;
  readonly isMending: boolean;
}

/** A report that nobody has settled. */
function unsettled(task: TaskState, unitId: string, reportNo: number): Correctable | Rejection {
  const open = unclaimedPart(task, { unitId });
  if (isRejection(open)) return open;
  const review = reviewOf(open.part, reportNo);
  if (review === "accepted") return reject("REPORT_ALREADY_REVIEWED");
  return review === null ? reject("REPORT_NOT_FOUND") : { part: open.part, isMending: false };
}

export const correctReport = action({
  title: { zh: "更正填报", en: "Correct a report" },
  by: ["unit"],
  may: ownPart,
  command,
  example: sample,
  events: [ReportCorrected],
  open(task: TaskState, { unitId, reportNo }): Correctable | Rejection {
    const part = task.assignments[unitId];
    const found = unsettled(task, unitId, reportNo);
    const isToMend = part && stillToMendIn(task, part).some((each) => each.reportNo === reportNo);
    return isRejection(found) && isToMend ? { part, isMending: true } : found;
  },
  decide({ part, isMending }, { unitId, reportNo, progress, evidence, reason }, _actor, { before }: ReportAsItStands) {
    if (!before) return reject("REPORT_NOT_FOUND");
    const after = { progress: progress ?? before.progress, evidence: evidence ?? before.evidence };
    if (JSON.stringify(before) === JSON.stringify(after)) return [];
    const corrected = { unitId, reportNo, before, after, reason };
    if (!isMending) return [ReportCorrected(corrected)];
    if (after.progress.text !== before.progress.text) return reject("ONLY_TO_MEND");
    return refusalOfMending(part, evidenceOf(corrected)) ?? [ReportCorrected({ ...corrected, isMending })];
  },
});
