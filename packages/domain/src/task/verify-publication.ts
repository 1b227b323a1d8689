// A publication checked 核查公开: the office or the lead opens what a unit shows as evidence and says what is there. What is
// broken goes back to the unit as something to mend; the state of its part does not change.
import { z } from "zod";
import { beijingDay } from "../calendar.ts";
import { action, isRejection, type Rejection, reject } from "../kernel/action.ts";
import { unitsOwn } from "../kernel/affair.ts";
import { event, type Sentence } from "../kernel/event.ts";
import { most } from "../kernel/most.ts";
import { sampleDay, sampleEvidence, sampleUnit } from "../kernel/sample-values.ts";
import { day, type Evidence, evidence, freeText, unitId } from "../kernel/shapes.ts";
import { hasClaim, standingOf } from "./assignment-state.ts";
import { refusalOfOver } from "./ending.ts";
import { checkOf, publicationVerdict, toMendIn, withCheck } from "./publication.ts";
import { asChecker } from "./rights.ts";
import { type Assignment, assignmentOf, reviewOf, type TaskState } from "./state.ts";

const check = z.object({
  unitId,
  /** The report whose evidence it is; null for the claim. */
  reportNo: z.int().min(1).nullable(),
  /** The place of the piece among the evidence, from 1. */
  place: z.int().min(1).max(most.evidence),
  verdict: publicationVerdict,
  note: freeText.nullable(),
});
type Check = z.infer<typeof check>;

const sample: Check = {
  unitId: sampleUnit,
  reportNo: null,
  place: 1,
  verdict: "broken",
  note: { text: "页面打不开。" },
};

const told: Readonly<Record<Check["verdict"], Sentence>> = {
  found: { zh: "内容属实", en: "it is there" },
  broken: { zh: "链接失效", en: "the link is broken" },
  wrongContent: { zh: "内容不符", en: "it shows something else" },
};

export const PublicationVerified = event({
  type: "PublicationVerified",
  title: "核查公开",
  /** `evidence` is the piece as it stood. */
  shape: check.extend({ evidence, checkedOn: day }),
  sight: (e) => unitsOwn([e.unitId], "nothing"),
  sample: { ...sample, evidence: sampleEvidence, checkedOn: sampleDay },
  evolve: (task: TaskState, { unitId, reportNo, place, verdict, checkedOn }): TaskState =>
    withCheck(task, unitId, { reportNo, place, verdict, checkedOn }),
  tell(e, nameOf) {
    const of =
      e.reportNo === null
        ? { zh: "办结申报", en: "claim" }
        : { zh: `第${e.reportNo}份填报`, en: `report ${e.reportNo}` };
    return {
      zh: `核查${nameOf(e.unitId)}的${of.zh}所附“${e.evidence.title}”：${told[e.verdict].zh}${e.note ? `；${e.note.text}` : ""}`,
      en: `checked “${e.evidence.title}” in the ${of.en} of ${nameOf(e.unitId)}: ${told[e.verdict].en}${e.note ? `; ${e.note.text}` : ""}`,
    };
  },
});

/** What the shell looks up for a check: the evidence of the report, or of the claim; null if there is none. */
export interface EvidenceAsItStands {
  readonly evidence: readonly Evidence[] | null;
}

/** True if the part has a claim now (`reportNo` null), or a report of this number. */
const hasWords = (part: Assignment, reportNo: number | null): boolean =>
  reportNo === null ? hasClaim(part) : reviewOf(part, reportNo) !== null;

const nothingShown = (reportNo: number | null): Rejection =>
  reject(reportNo === null ? "NOT_CLAIMED" : "REPORT_NOT_FOUND");

export const verifyPublication = action({
  title: { zh: "核查公开", en: "Verify a publication" },
  by: ["office", "unit"],
  may: asChecker,
  command: check,
  example: sample,
  events: [PublicationVerified],
  open(task: TaskState, { unitId, reportNo }) {
    const part = assignmentOf(task, unitId);
    if (isRejection(part)) return part;
    if (standingOf(part.state) === "terminated") return reject("ASSIGNMENT_NOT_OPEN");
    // A claim, and reports, of an earlier part of the unit are not this part's.
    return refusalOfOver(task) ?? (hasWords(part, reportNo) ? part : nothingShown(reportNo));
  },
  decide(part, command, actor, { evidence }: EvidenceAsItStands) {
    if (evidence === null) return nothingShown(command.reportNo);
    const piece = evidence[command.place - 1];
    if (!piece) return reject("EVIDENCE_NOT_FOUND");
    const checkedOn = beijingDay(actor.at);
    const last = checkOf(part.checks, command);
    if (last?.verdict === command.verdict && last.checkedOn === checkedOn) return [];
    const isNew = command.verdict !== "found" && (last === null || last.verdict === "found");
    if (isNew && toMendIn(part.checks).length >= most.toMend) return reject("TOO_MUCH_TO_MEND");
    return [PublicationVerified({ ...command, evidence: piece, checkedOn })];
  },
});
