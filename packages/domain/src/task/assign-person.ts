// The person in charge 专人: a unit says who in it has the part in hand. An opaque subject; never a name or a number.

import { z } from "zod";
import { action, reject } from "../kernel/action.ts";
import { unitsOwn } from "../kernel/affair.ts";
import { event } from "../kernel/event.ts";
import { most } from "../kernel/most.ts";
import { sampleDay, sampleUnit } from "../kernel/sample-values.ts";
import { day, subjectId, unitId } from "../kernel/shapes.ts";
import { openPart } from "./open-part.ts";
import { ownPart } from "./rights.ts";
import { onAssignment, type TaskState } from "./state.ts";

const putting = z.object({
  unitId,
  subjectId,
  /** The day from which the person has it in hand; it may still be to come. */
  from: day,
});
const sample = { unitId: sampleUnit, subjectId: "clerk-7", from: sampleDay };

export const PersonAssigned = event({
  type: "PersonAssigned",
  title: "明确专人",
  shape: putting.extend({
    subjectId: z.string(),
    /** The day from which the person was entered until then; null if the person was not. */
    before: day.nullable(),
  }),
  sight: (e) => unitsOwn([e.unitId], "nothing", ["subjectId"]),
  fields: ({ unitId, before, from }) => [{ field: "from", unitId, before, after: from }],
  sample: { ...sample, before: null },
  evolve: (task: TaskState, { unitId, subjectId, from }): TaskState =>
    onAssignment(task, unitId, (part) => ({
      ...part,
      persons: [...part.persons.filter((each) => each.subjectId !== subjectId), { subjectId, from }],
    })),
  // Not who it is: the sentence is read also by those who may not know.
  tell: (e, nameOf) => ({
    zh: `${nameOf(e.unitId)}明确专人，自${e.from}起`,
    en: `named a person in charge of the part of ${nameOf(e.unitId)}, from ${e.from} on`,
  }),
});

export const assignPerson = action({
  title: { zh: "明确专人", en: "Name a person in charge" },
  by: ["unit"],
  may: ownPart,
  command: putting,
  example: sample,
  events: [PersonAssigned],
  open: openPart,
  decide({ task, part }, command) {
    const issuedOn = task.about?.issuedOn ?? "";
    if (command.from < issuedOn) return reject("DAY_BEFORE_ISSUE", `${command.from}; ${issuedOn} –`);
    const known = part.persons.find((each) => each.subjectId === command.subjectId);
    if (known?.from === command.from) return [];
    if (!known && part.persons.length >= most.persons) return reject("TOO_MANY_PERSONS", String(most.persons));
    return [PersonAssigned({ ...command, before: known?.from ?? null })];
  },
});
