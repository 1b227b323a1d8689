// A correction 更正: the unit replaces what it reported; the old words stay on the record.

import { z } from "zod";
import { action, isRejection, reject } from "../kernel/action.ts";
import { unitsOwn } from "../kernel/affair.ts";
import { event, type Sentence } from "../kernel/event.ts";
import { changesBetween } from "../kernel/field-change.ts";
import { sampleEvidence, sampleUnit } from "../kernel/sample-values.ts";
import { evidenceList, freeText, unitId } from "../kernel/shapes.ts";
import { unclaimedPart } from "./open-part.ts";
import { withoutChecks } from "./publication.ts";
import { ownPart } from "./rights.ts";
import { moved, onReport, reviewOf, type TaskState } from "./state.ts";

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

export const ReportCorrected = event({
  type: "ReportCorrected",
  title: "更正填报",
  shape: z.object({ unitId, reportNo: z.int().min(1), before: words, after: words, reason: freeText }),
  sight: (e) => unitsOwn([e.unitId], "nothing"),
  fields: ({ before, after, unitId }) => changesBetween(before, after, unitId),
  sample: {
    unitId: sampleUnit,
    reportNo: 1,
    before: { progress: { text: "已公开。" }, evidence: [] },
    after: { progress, evidence },
    reason: sample.reason,
  },
  evolve: (task: TaskState, e, revision): TaskState =>
    withoutChecks(
      onReport(moved(task, e.unitId, "accepted"), e, () => ({ review: "open", saidAt: revision })),
      e.unitId,
      e.reportNo,
    ),
  tell(e, nameOf) {
    const changes = changesOf(e.before, e.after);
    const zh = changes.map((each) => each.zh).join("；");
    const en = changes.map((each) => each.en).join("; ");
    return {
      zh: `${nameOf(e.unitId)}更正第${e.reportNo}份填报：${zh}；理由：${e.reason.text}`,
      en: `corrected report ${e.reportNo} of ${nameOf(e.unitId)}: ${en}; reason: ${e.reason.text}`,
    };
  },
});

/** What the shell looks up for a correction: the current words of the report; null if none of this number is unsettled. */
export interface ReportAsItStands {
  readonly before: ReportWords | null;
}

export const correctReport = action({
  title: { zh: "更正填报", en: "Correct a report" },
  by: ["unit"],
  may: ownPart,
  command,
  example: sample,
  events: [ReportCorrected],
  open(task: TaskState, { unitId, reportNo }) {
    const open = unclaimedPart(task, { unitId });
    if (isRejection(open)) return open;
    const review = reviewOf(open.part, reportNo);
    if (review === "accepted") return reject("REPORT_ALREADY_REVIEWED");
    return review === null ? reject("REPORT_NOT_FOUND") : open;
  },
  decide(_part, { unitId, reportNo, progress, evidence, reason }, _actor, { before }: ReportAsItStands) {
    if (!before) return reject("REPORT_NOT_FOUND");
    const after = { progress: progress ?? before.progress, evidence: evidence ?? before.evidence };
    if (JSON.stringify(before) === JSON.stringify(after)) return [];
    return [ReportCorrected({ unitId, reportNo, before, after, reason })];
  },
});
