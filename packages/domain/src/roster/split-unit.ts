// Splitting a unit 分设单位: several have its work from a day on. What it left open is nobody's until somebody says whose.
import { z } from "zod";
import { action } from "../kernel/action.ts";
import { everybodys } from "../kernel/affair.ts";
import { event } from "../kernel/event.ts";
import { sampleSuccessor, sampleUnit } from "../kernel/sample-values.ts";
import { day, freeText, unitId } from "../kernel/shapes.ts";
import { comingUnit, ending, unitToEnd, withEnd } from "./ending.ts";
import { MembershipChanged } from "./membership.ts";
import { UnitRegistered } from "./register-unit.ts";
import type { RosterState } from "./state.ts";

const mostAtOnce = 50;

const command = z.object({
  unitId,
  /** The units that have its work: of the roster, or new ones. */
  into: z.array(comingUnit).min(2).max(mostAtOnce),
  /** The first day on which it is no more. */
  on: day,
  reason: freeText,
});

const sample = { unitId: sampleUnit, on: "2021-07-01", reason: { text: "职责分设。" } };
const another = "00000000-0000-4000-8000-000000000003";

export const UnitSplit = event({
  type: "UnitSplit",
  title: "单位分设",
  shape: command.extend({ into: z.array(unitId).min(2) }),
  sight: (e) => everybodys([e.unitId, ...e.into]),
  sample: { ...sample, into: [sampleSuccessor, another] },
  evolve: (roster: RosterState, e): RosterState =>
    withEnd(roster, e.unitId, { kind: "split", on: e.on, into: e.into, heir: null }),
  tell: (e, nameOf) => ({
    zh: `“${nameOf(e.unitId)}”自${e.on}起分设为${e.into.map((id) => `“${nameOf(id)}”`).join("、")}；理由：${e.reason.text}`,
    en: `split “${nameOf(e.unitId)}” into ${e.into.map((id) => `“${nameOf(id)}”`).join(", ")} as of ${e.on}; reason: ${e.reason.text}`,
  }),
});

export const splitUnit = action({
  title: { zh: "分设单位", en: "Split a unit" },
  by: ["office", "admin"],
  command,
  example: {
    ...sample,
    into: [
      { unitId: sampleSuccessor, name: null },
      { unitId: another, name: null },
    ],
  },
  events: [UnitSplit, UnitRegistered, MembershipChanged],
  open: unitToEnd,
  already({ units }, { unitId, into, on }) {
    const end = units.get(unitId)?.end;
    const ids = new Set(into.map((each) => each.unitId));
    return (
      end?.kind === "split" && end.on === on && ids.size === end.into.length && end.into.every((id) => ids.has(id))
    );
  },
  decide({ roster }, { unitId, into, on, reason }, actor) {
    const coming = into.filter((each, at) => into.findIndex((other) => other.unitId === each.unitId) === at);
    const ids = coming.map((each) => each.unitId);
    const fact = () => UnitSplit({ unitId, into: ids, on, reason });
    return ending(roster, { unitIds: [unitId], into: coming, on, fact }, actor);
  },
});
