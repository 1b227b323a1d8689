// Naming a successor 确定承接单位: all that a unit left open goes to another one, by a policy; the office says which.
import { z } from "zod";
import { beijingDay } from "../calendar.ts";
import { action, reject } from "../kernel/action.ts";
import { everybodys } from "../kernel/affair.ts";
import { event } from "../kernel/event.ts";
import { sampleSuccessor, sampleUnit } from "../kernel/sample-values.ts";
import { freeText, unitId } from "../kernel/shapes.ts";
import type { RosterState } from "./state.ts";
import { refusalOfCircle, refusalOfUnits } from "./unit-end.ts";

const named = z.object({
  /** The unit that has ended, or will. */
  unitId,
  /** The unit that takes over what it left open. */
  toUnitId: unitId,
  reason: freeText,
});

const sample = { unitId: sampleUnit, toUnitId: sampleSuccessor, reason: { text: "其职责划入该单位。" } };

export const SuccessorNamed = event({
  type: "SuccessorNamed",
  title: "确定承接单位",
  /** `before` is the unit that took over until now; null if none did. */
  shape: named.extend({ before: unitId.nullable() }),
  sight: (e) => everybodys([e.unitId, e.toUnitId]),
  fields: ({ unitId, before, toUnitId }) => [{ field: "end.heir", unitId, before, after: toUnitId }],
  sample: { ...sample, before: null },
  evolve(roster: RosterState, e): RosterState {
    const unit = roster.units.get(e.unitId);
    if (!unit?.end) return roster;
    const end = { ...unit.end, heir: e.toUnitId };
    return { ...roster, units: new Map(roster.units).set(e.unitId, { ...unit, end }) };
  },
  tell: (e, nameOf) => ({
    zh: `确定由“${nameOf(e.toUnitId)}”承接“${nameOf(e.unitId)}”的未办事项；理由：${e.reason.text}`,
    en: `named “${nameOf(e.toUnitId)}” to take over what “${nameOf(e.unitId)}” left open; reason: ${e.reason.text}`,
  }),
});

export const nameSuccessor = action({
  title: { zh: "确定承接单位", en: "Name a successor" },
  by: ["office", "admin"],
  command: named,
  example: sample,
  events: [SuccessorNamed],
  open({ units }: RosterState, { unitId }) {
    const unit = units.get(unitId);
    if (!unit) return reject("UNIT_NOT_FOUND", unitId);
    return unit.end ? { units, name: unit.name, end: unit.end } : reject("UNIT_GOES_ON", unit.name);
  },
  decide({ units, name, end }, command, actor) {
    const { unitId, toUnitId } = command;
    if (end.heir === toUnitId) return [];
    if (toUnitId === unitId) return reject("SAME_UNIT", name);
    if (!units.has(toUnitId)) return reject("UNIT_NOT_FOUND", toUnitId);
    const today = beijingDay(actor.at);
    const refusal = refusalOfUnits(units, [toUnitId], end.on > today ? end.on : today);
    return refusal ?? refusalOfCircle(units, unitId, toUnitId) ?? [SuccessorNamed({ ...command, before: end.heir })];
  },
});
