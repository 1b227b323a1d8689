// A claim 申报办结: the unit says its part is done, what was done and where it can be seen.

import { z } from "zod";
import { action, isRejection, reject } from "../kernel/action.ts";
import { unitsOwn } from "../kernel/affair.ts";
import { event } from "../kernel/event.ts";
import { most } from "../kernel/most.ts";
import { sampleDay, sampleEvidence, sampleUnit } from "../kernel/sample-values.ts";
import { day, evidence, freeText, unitId } from "../kernel/shapes.ts";
import { DisputeLapsed, disputeLapseOf } from "./dispute-lapsed.ts";
import { ExtensionLapsed, lapseOf } from "./extension-lapsed.ts";
import { itemId, itemsNamed } from "./item.ts";
import { itemOf, openItems } from "./items-of.ts";
import { unclaimedPart } from "./open-part.ts";
import { withoutChecksOfClaim } from "./publication.ts";
import { ownPart } from "./rights.ts";
import { AssignmentSignedOff } from "./sign-off.ts";
import { needsEndorsement, onAssignment, refusalOfWorkDay, type TaskState } from "./state.ts";

const claim = z.object({
  unitId,
  completedOn: day,
  done: freeText,
  evidence: z.array(evidence).min(1).max(most.evidence),
  /** The items that stay open, each with the reason. Left out in claims made before there were items. */
  waived: z
    .array(z.object({ itemId, reason: freeText }))
    .max(most.items)
    .optional(),
});

const sample = {
  unitId: sampleUnit,
  completedOn: sampleDay,
  done: { text: "已全部公开。" },
  evidence: [sampleEvidence],
};

const waivedIn = ({ waived = [] }: z.infer<typeof claim>, before: string): string =>
  waived.length === 0 ? "" : before + waived.map(({ itemId, reason }) => `${itemId} ${reason.text}`).join("；");

export const CompletionClaimed = event({
  type: "CompletionClaimed",
  title: "申报办结",
  shape: claim,
  sight: (e) => unitsOwn([e.unitId]),
  sample,
  // What is claimed anew is unchecked.
  evolve: (task: TaskState, { unitId, completedOn }): TaskState =>
    withoutChecksOfClaim(
      onAssignment(task, unitId, (part) => ({ ...part, state: "claimed", completedOn })),
      unitId,
    ),
  tell: (e, nameOf) => ({
    zh: `${nameOf(e.unitId)}申报办结（${e.completedOn}）：${e.done.text}${waivedIn(e, "；未完成条目：")}`,
    en: `claimed completion for ${nameOf(e.unitId)} (${e.completedOn}): ${e.done.text}${waivedIn(e, "; items left open: ")}`,
  }),
});

export const claimCompletion = action({
  title: { zh: "申报办结", en: "Claim completion" },
  by: ["unit"],
  may: ownPart,
  command: claim,
  example: sample,
  events: [CompletionClaimed, AssignmentSignedOff, ExtensionLapsed, DisputeLapsed],
  open: unclaimedPart,
  decide({ task, part }, command, actor) {
    const refusal = refusalOfWorkDay(task, command.completedOn, actor);
    if (refusal) return refusal;
    const open = openItems(task, command.unitId, part);
    const waived = new Set(command.waived?.map(({ itemId }) => itemId));
    const stray = [...waived].find((itemId) => !open.some((each) => each.itemId === itemId));
    if (stray !== undefined) {
      const owed = itemOf(task, command.unitId, stray);
      return isRejection(owed) ? owed : reject("ITEM_NOT_OPEN", itemsNamed(task.items, [stray]));
    }
    const left = open.flatMap(({ itemId }) => (waived.has(itemId) ? [] : [itemId]));
    if (left.length > 0) return reject("ITEMS_OPEN", itemsNamed(task.items, left));
    const lapsed = [...lapseOf(task, command.unitId, "claimed"), ...disputeLapseOf(task, command.unitId, "claimed")];
    const claimed = [...lapsed, CompletionClaimed(command)];
    return task.steps.signOff || needsEndorsement(task, command.unitId)
      ? claimed
      : [...claimed, AssignmentSignedOff({ unitId: command.unitId, opinion: null })];
  },
});
