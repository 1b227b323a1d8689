// Setting the credit code of a unit 登记统一社会信用代码: one unit of the region has it, and one code at a time.
import { z } from "zod";
import { action, reject } from "../kernel/action.ts";
import { everybodys } from "../kernel/affair.ts";
import { event } from "../kernel/event.ts";
import { sampleUnit } from "../kernel/sample-values.ts";
import { unitId } from "../kernel/shapes.ts";
import { canonicalCode, codeLength, isCreditCode } from "./credit-code.ts";
import type { RosterState } from "./state.ts";

/** A code as people may say it; whether it is one is decided. */
export const saidCode = z.string().transform(canonicalCode).pipe(z.string().min(1).max(codeLength));

/** A code as facts hold it. */
export const storedCode = z.string().length(codeLength);
// The digits of an invented office.
const sample = { unitId: sampleUnit, code: "11420304MB0000001G" };

export const CreditCodeSet = event({
  type: "CreditCodeSet",
  title: "登记信用代码",
  /** `before` is the code it had; null if none was known. */
  shape: z.object({ unitId, code: storedCode, before: storedCode.nullable() }),
  sight: (e) => everybodys([e.unitId]),
  fields: ({ unitId, before, code }) => [{ field: "creditCode", unitId, before, after: code }],
  sample: { ...sample, before: null },
  evolve(roster: RosterState, e): RosterState {
    const unit = roster.units.get(e.unitId);
    if (!unit) return roster;
    return { ...roster, units: new Map(roster.units).set(e.unitId, { ...unit, creditCode: e.code }) };
  },
  tell: (e, nameOf) => {
    const instead = { zh: e.before ? `（原为${e.before}）` : "", en: e.before ? ` instead of ${e.before}` : "" };
    return {
      zh: `登记“${nameOf(e.unitId)}”的统一社会信用代码：${e.code}${instead.zh}`,
      en: `set the credit code of “${nameOf(e.unitId)}” to ${e.code}${instead.en}`,
    };
  },
});

export const setCreditCode = action({
  title: { zh: "登记统一社会信用代码", en: "Set a unit's credit code" },
  by: ["office", "admin"],
  command: z.object({ unitId, code: saidCode }),
  example: sample,
  events: [CreditCodeSet],
  open({ units }: RosterState, { unitId }) {
    const unit = units.get(unitId);
    return unit ? { units, unit } : reject("UNIT_NOT_FOUND", unitId);
  },
  decide({ units, unit }, { unitId, code }) {
    if (!isCreditCode(code)) return reject("CREDIT_CODE_WRONG", code);
    if (unit.creditCode === code) return [];
    const holder = [...units.values()].find(({ creditCode }) => creditCode === code);
    if (holder) return reject("CREDIT_CODE_TAKEN", `${code} → ${holder.name}`);
    return [CreditCodeSet({ unitId, code, before: unit.creditCode })];
  },
});
