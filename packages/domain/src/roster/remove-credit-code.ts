// Removing the credit code of a unit 撤销统一社会信用代码: it was entered for the wrong one, and is free for another.
import { z } from "zod";
import { action, reject, unchanged } from "../kernel/action.ts";
import { everybodys } from "../kernel/affair.ts";
import { event } from "../kernel/event.ts";
import { sampleUnit } from "../kernel/sample-values.ts";
import { freeText, unitId } from "../kernel/shapes.ts";
import { storedCode } from "./set-credit-code.ts";
import type { RosterState } from "./state.ts";

const command = z.object({ unitId, reason: freeText });
const sample = { unitId: sampleUnit, reason: { text: "误登为他单位的代码。" } };

export const CreditCodeRemoved = event({
  type: "CreditCodeRemoved",
  title: "注销信用代码",
  /** `before` is the code it had. */
  shape: command.extend({ before: storedCode }),
  sight: (e) => everybodys([e.unitId]),
  fields: ({ unitId, before }) => [{ field: "creditCode", unitId, before, after: null }],
  sample: { ...sample, before: "11420304MB0000001G" },
  evolve(roster: RosterState, { unitId }): RosterState {
    const unit = roster.units.get(unitId);
    if (!unit) return roster;
    return { ...roster, units: new Map(roster.units).set(unitId, { ...unit, creditCode: null }) };
  },
  tell: (e, nameOf) => ({
    zh: `撤销“${nameOf(e.unitId)}”的统一社会信用代码${e.before}；理由：${e.reason.text}`,
    en: `removed the credit code ${e.before} of “${nameOf(e.unitId)}”; reason: ${e.reason.text}`,
  }),
});

export const removeCreditCode = action({
  title: { zh: "撤销统一社会信用代码", en: "Remove a unit's credit code" },
  by: ["office", "admin"],
  command,
  example: sample,
  events: [CreditCodeRemoved],
  open({ units }: RosterState, { unitId }) {
    const unit = units.get(unitId);
    if (!unit) return reject("UNIT_NOT_FOUND", unitId);
    const { creditCode: before } = unit;
    return before === null ? unchanged : { before };
  },
  decide: ({ before }, command) => [CreditCodeRemoved({ ...command, before })],
});
