// A denied attempt 被拒的操作: somebody gave a command without the right to. Auditors see it, nobody else does.
import { z } from "zod";
import { action } from "../kernel/action.ts";
import { auditorsAlone } from "../kernel/affair.ts";
import type { Subject } from "../kernel/aggregate.ts";
import { event } from "../kernel/event.ts";
import { sampleDay, samplePlan, sampleRegion, sampleTask, sampleUnit } from "../kernel/sample-values.ts";
import { day, planId, regionId, taskId, unitId } from "../kernel/shapes.ts";
import { reasonInWords } from "./reasons.ts";

/** What the attempts of one stream were aimed at; null before the first. */
export interface DenialState {
  readonly about: Subject | null;
}

export const noDenial: DenialState = { about: null };

const attempt = z.object({
  /** Where the target belongs: its region, and its plan and task if it has them. */
  target: z.object({ regionId, planId: planId.nullable(), taskId: taskId.nullable() }),
  /** The unit whose part was meant; null if the command names none that the region's roster knows. */
  targetUnitId: unitId.nullable(),
  /** Who tried: the opaque subject id, and the region and unit of the token. */
  by: z.object({ subjectId: z.string().min(1), regionId, unitId: unitId.nullable() }),
  /** What was tried: the action, and its title as it was then. */
  action: z.string(),
  title: z.object({ zh: z.string(), en: z.string() }),
  /** Why it was denied: see `reasons.ts`. */
  reason: z.string(),
  /** The Beijing day. The same attempt by the same person is recorded once a day. */
  triedOn: day,
});
export type DeniedAttempt = z.infer<typeof attempt>;

const sample: DeniedAttempt = {
  target: { regionId: sampleRegion, planId: samplePlan, taskId: sampleTask },
  targetUnitId: sampleUnit,
  by: { subjectId: "somebody", regionId: sampleRegion, unitId: null },
  action: "signOff",
  title: { zh: "销号", en: "Sign off" },
  reason: "FORBIDDEN",
  triedOn: sampleDay,
};

export const AttemptDenied = event({
  type: "AttemptDenied",
  title: "被拒的操作",
  shape: attempt,
  sight: ({ by, target, targetUnitId }) =>
    auditorsAlone([
      // These ids are for filters of the target's region, where a unit of another region must not appear.
      ...(by.unitId !== null && by.regionId === target.regionId ? [by.unitId] : []),
      ...(targetUnitId === null ? [] : [targetUnitId]),
    ]),
  sample,
  evolve: ({ about }: DenialState, { target }): DenialState => ({ about: about ?? target }),
  tell: ({ by, title, reason }, nameOf) => {
    const unit = by.unitId === null ? null : `“${nameOf(by.unitId)}”`;
    const why = reasonInWords(reason);
    return {
      zh: `记录被拒的操作：${by.regionId} ${unit ?? "无所属单位的人员"}试图“${title.zh}”。${why.zh}`,
      en: `recorded a denied attempt: ${unit ?? "a person of no unit"} of ${by.regionId} tried “${title.en}”. ${why.en}`,
    };
  },
});

export const recordDeniedAttempt = action({
  title: { zh: "记录被拒的操作", en: "Record a denied attempt" },
  by: ["policy"],
  command: attempt,
  example: sample,
  events: [AttemptDenied],
  open: (denial: DenialState) => denial,
  decide: (_denial, command) => [AttemptDenied(command)],
});
