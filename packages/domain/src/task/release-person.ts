// A person in charge released 撤换专人: the unit takes the part out of a person's hands.

import { z } from "zod";
import { action } from "../kernel/action.ts";
import { unitsOwn } from "../kernel/affair.ts";
import { event } from "../kernel/event.ts";
import { sampleDay, sampleUnit } from "../kernel/sample-values.ts";
import { day, subjectId, unitId } from "../kernel/shapes.ts";
import { openPart } from "./open-part.ts";
import { ownPart } from "./rights.ts";
import { onAssignment, type TaskState } from "./state.ts";

const release = z.object({ unitId, subjectId });
const sample = { unitId: sampleUnit, subjectId: "clerk-7" };

export const PersonReleased = event({
  type: "PersonReleased",
  title: "撤换专人",
  /** `from` is the day from which the person had it in hand. */
  shape: release.extend({ subjectId: z.string(), from: day }),
  sight: (e) => unitsOwn([e.unitId], "nothing", ["subjectId"]),
  sample: { ...sample, from: sampleDay },
  evolve: (task: TaskState, { unitId, subjectId }): TaskState =>
    onAssignment(task, unitId, (part) => ({
      ...part,
      persons: part.persons.filter((each) => each.subjectId !== subjectId),
    })),
  tell: (e, nameOf) => ({
    zh: `${nameOf(e.unitId)}的一名专人不再承办（自${e.from}起承办）`,
    en: `released a person in charge of the part of ${nameOf(e.unitId)}, who had it from ${e.from} on`,
  }),
});

export const releasePerson = action({
  title: { zh: "撤换专人", en: "Release a person in charge" },
  by: ["unit"],
  may: ownPart,
  command: release,
  example: sample,
  events: [PersonReleased],
  open: openPart,
  decide({ part }, command) {
    const known = part.persons.find((each) => each.subjectId === command.subjectId);
    return known ? [PersonReleased({ ...command, from: known.from })] : [];
  },
});
