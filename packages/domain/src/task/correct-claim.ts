// A claim corrected 更正申报: the unit replaces what of its evidence is to be mended 待改正. What it claims stays as it was claimed,
// and so does the state of its part.
import { z } from "zod";
import { action, isRejection, reject } from "../kernel/action.ts";
import { unitsOwn } from "../kernel/affair.ts";
import { event } from "../kernel/event.ts";
import { changesBetween } from "../kernel/field-change.ts";
import { most } from "../kernel/most.ts";
import { sampleEvidence, sampleUnit } from "../kernel/sample-values.ts";
import { evidence, freeText, unitId } from "../kernel/shapes.ts";
import { hasClaim } from "./assignment-state.ts";
import { partInRunning } from "./open-part.ts";
import { refusalOfMending, stillToMendIn, withReplaced } from "./publication.ts";
import { ownPart } from "./rights.ts";
import type { TaskState } from "./state.ts";
import type { EvidenceAsItStands } from "./verify-publication.ts";

const shown = z.array(evidence).min(1).max(most.evidence);
const command = z.object({ unitId, evidence: shown, reason: freeText });
const words = z.object({ evidence: shown });

const mended = { ...sampleEvidence, title: "决算公开（新址）" };
const sample = { unitId: sampleUnit, evidence: [mended], reason: { text: "网站改版，链接变更。" } };

export const ClaimCorrected = event({
  type: "ClaimCorrected",
  title: "更正申报",
  shape: z.object({ unitId, before: words, after: words, reason: freeText }),
  sight: (e) => unitsOwn([e.unitId], "nothing"),
  fields: ({ before, after, unitId }) => changesBetween(before, after, unitId, "claim"),
  sample: {
    unitId: sampleUnit,
    before: { evidence: [sampleEvidence] },
    after: { evidence: [mended] },
    reason: sample.reason,
  },
  evolve: (task: TaskState, e): TaskState => withReplaced(task, e.unitId, evidenceOf(e)),
  tell(e, nameOf) {
    const titles = e.after.evidence.map(({ title }) => title);
    return {
      zh: `${nameOf(e.unitId)}改正办结申报的公开材料：佐证材料为${titles.join("、")}；理由：${e.reason.text}`,
      en: `mended the evidence of the claim of ${nameOf(e.unitId)}: evidence now: ${titles.join(", ")}; reason: ${e.reason.text}`,
    };
  },
});

/** The evidence of a corrected claim, before and after. */
function evidenceOf({ before, after }: Pick<ReturnType<typeof ClaimCorrected>["data"], "before" | "after">) {
  return { reportNo: null, before: before.evidence, after: after.evidence };
}

export const correctClaim = action({
  title: { zh: "更正申报", en: "Correct a claim" },
  by: ["unit"],
  may: ownPart,
  command,
  example: sample,
  events: [ClaimCorrected],
  open(state: TaskState, { unitId }) {
    const found = partInRunning(state, { unitId });
    if (isRejection(found)) return found;
    const { task, part } = found;
    if (!hasClaim(part)) return reject("NOT_CLAIMED");
    return stillToMendIn(task, part).some(({ reportNo }) => reportNo === null) ? part : reject("NOTHING_TO_MEND");
  },
  decide(part, { unitId, evidence, reason }, _actor, { evidence: before }: EvidenceAsItStands) {
    if (!before) return reject("NOT_CLAIMED");
    if (JSON.stringify(before) === JSON.stringify(evidence)) return [];
    const corrected = { unitId, before: { evidence: [...before] }, after: { evidence }, reason };
    return refusalOfMending(part, evidenceOf(corrected)) ?? [ClaimCorrected(corrected)];
  },
});
