// Retiring a unit 撤销单位: it is no more from a day on. What it left open is nobody's until somebody says whose.
import { z } from "zod";
import { action } from "../kernel/action.ts";
import { everybodys } from "../kernel/affair.ts";
import { event } from "../kernel/event.ts";
import { sampleUnit } from "../kernel/sample-values.ts";
import { day, freeText, unitId } from "../kernel/shapes.ts";
import { ending, unitToEnd, withEnd } from "./ending.ts";
import { MembershipChanged } from "./membership.ts";
import { UnitRegistered } from "./register-unit.ts";
import type { RosterState } from "./state.ts";

const retired = z.object({
  unitId,
  /** The first day on which it is no more. */
  on: day,
  reason: freeText,
});

const sample = { unitId: sampleUnit, on: "2021-07-01", reason: { text: "任务完成，机构撤销。" } };

export const UnitRetired = event({
  type: "UnitRetired",
  title: "单位撤销",
  shape: retired,
  sight: (e) => everybodys([e.unitId]),
  sample,
  evolve: (roster: RosterState, e): RosterState =>
    withEnd(roster, e.unitId, { kind: "retired", on: e.on, into: [], heir: null }),
  tell: (e, nameOf) => ({
    zh: `撤销“${nameOf(e.unitId)}”，自${e.on}起；理由：${e.reason.text}`,
    en: `retired “${nameOf(e.unitId)}” as of ${e.on}; reason: ${e.reason.text}`,
  }),
});

export const retireUnit = action({
  title: { zh: "撤销单位", en: "Retire a unit" },
  by: ["office", "admin"],
  command: retired,
  example: sample,
  events: [UnitRetired, UnitRegistered, MembershipChanged],
  open: unitToEnd,
  already: ({ units }, { unitId, on }) => {
    const end = units.get(unitId)?.end;
    return end?.kind === "retired" && end.on === on;
  },
  decide: ({ roster }, command, actor) =>
    ending(roster, { unitIds: [command.unitId], into: [], on: command.on, fact: () => UnitRetired(command) }, actor),
});
