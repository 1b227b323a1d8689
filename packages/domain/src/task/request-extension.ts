// A request for an extension 延期申请: a unit asks, with its reason, that its part, or an item of it, be due later. The clock runs on meanwhile.

import { z } from "zod";
import { action, isRejection, reject } from "../kernel/action.ts";
import { unitsOwn } from "../kernel/affair.ts";
import { event } from "../kernel/event.ts";
import { sampleEvidence, sampleUnit } from "../kernel/sample-values.ts";
import { day, evidenceList, freeText, unitId } from "../kernel/shapes.ts";
import { askedBy, type PlanNow, planRevision, refusalOfClosed } from "../plan/plan-now.ts";
import {
  earlierRequests,
  extendableOf,
  extendedItem,
  extendedWords,
  onExtendable,
  pendingIn,
  refusalOfNewDueDay,
} from "./extension.ts";
import { unclaimedPart } from "./open-part.ts";
import { ownPart } from "./rights.ts";
import type { TaskState } from "./state.ts";

const request = z.object({
  unitId,
  ...extendedItem,
  /** The day asked for. */
  dueOn: day,
  reason: freeText,
  evidence: evidenceList,
});
const sample = {
  unitId: sampleUnit,
  dueOn: "2021-12-31",
  reason: { text: "系统升级须等上级统一部署。" },
  evidence: [sampleEvidence],
};

export const ExtensionRequested = event({
  type: "ExtensionRequested",
  title: "申请延期",
  shape: request.extend({
    extensionNo: z.int().min(1),
    /** The due day of the part or item when it was asked. */
    before: day,
    planRevision,
  }),
  sight: (e) => unitsOwn([e.unitId], "nothing"),
  sample: { ...sample, extensionNo: 1, before: "2021-11-30" },
  evolve: (task: TaskState, e): TaskState =>
    onExtendable(task, e, () => ({
      extension: { no: e.extensionNo, dueOn: e.dueOn, state: "pending", ...askedBy(e) },
    })),
  tell: (e, nameOf) => ({
    zh: `${nameOf(e.unitId)}申请${extendedWords(e).zh}延期（第${e.extensionNo}次）：由${e.before}延至${e.dueOn}；理由：${e.reason.text}`,
    en: `asked that the part of ${nameOf(e.unitId)}${extendedWords(e).en} be due on ${e.dueOn} instead of ${e.before} (request ${e.extensionNo}): ${e.reason.text}`,
  }),
});

export const requestExtension = action({
  title: { zh: "申请延期", en: "Request an extension" },
  by: ["unit"],
  may: ownPart,
  command: request,
  example: sample,
  events: [ExtensionRequested],
  open(task: TaskState, target) {
    const open = unclaimedPart(task, target);
    if (isRejection(open)) return open;
    const due = extendableOf(task, open.part, target);
    if (isRejection(due)) return due;
    if ("state" in due && due.state === "done") return reject("ITEM_DONE");
    const { dueOn: before } = due;
    if (before === null) return reject("NO_DUE_DAY");
    if (pendingIn(due)) return reject("EXTENSION_PENDING");
    return { before, extensionNo: (due.extension?.no ?? earlierRequests(open.part, target)) + 1 };
  },
  byPlan: refusalOfClosed,
  decide({ before, extensionNo }, command, actor, now: PlanNow) {
    const refusal = refusalOfNewDueDay(before, command.dueOn, actor);
    const { revision: planRevision } = now.plan;
    return refusal ?? [ExtensionRequested({ ...command, extensionNo, before, planRevision })];
  },
});
