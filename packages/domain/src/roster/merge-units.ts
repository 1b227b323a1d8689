// Merging units 合并单位: from a day on one unit has the work of several. What they left open goes to it by a policy.
import { z } from "zod";
import { action } from "../kernel/action.ts";
import { everybodys } from "../kernel/affair.ts";
import { event } from "../kernel/event.ts";
import { sampleSuccessor, sampleUnit } from "../kernel/sample-values.ts";
import { day, freeText, unitId } from "../kernel/shapes.ts";
import { comingUnit, ending, withEnd } from "./ending.ts";
import { MembershipChanged } from "./membership.ts";
import { UnitRegistered } from "./register-unit.ts";
import type { RosterState } from "./state.ts";

const mostAtOnce = 50;

const command = z.object({
  from: z.array(unitId).min(1).max(mostAtOnce),
  /** The unit that has their work: one of the roster, which may have been there before, or a new one. */
  into: comingUnit,
  /** The first day on which they are one. */
  on: day,
  reason: freeText.nullable(),
});

const reason = { text: "机构改革，职责整合。" };

export const UnitMerged = event({
  type: "UnitMerged",
  title: "单位合并",
  /** One of the units that are merged, and the one it is merged into. */
  shape: z.object({ unitId, into: unitId, on: day, reason: freeText.nullable() }),
  sight: (e) => everybodys([e.unitId, e.into]),
  sample: { unitId: sampleUnit, into: sampleSuccessor, on: "2021-07-01", reason },
  evolve: (roster: RosterState, e): RosterState =>
    withEnd(roster, e.unitId, { kind: "merged", on: e.on, into: [e.into], heir: e.into }),
  tell: (e, nameOf) => ({
    zh: `“${nameOf(e.unitId)}”自${e.on}起并入“${nameOf(e.into)}”${e.reason ? `；理由：${e.reason.text}` : ""}`,
    en: `merged “${nameOf(e.unitId)}” into “${nameOf(e.into)}” as of ${e.on}${e.reason ? `; reason: ${e.reason.text}` : ""}`,
  }),
});

export const mergeUnits = action({
  title: { zh: "合并单位", en: "Merge units" },
  by: ["office", "admin"],
  command,
  example: { from: [sampleUnit], into: { unitId: sampleSuccessor, name: null }, on: "2021-07-01", reason },
  events: [UnitMerged, UnitRegistered, MembershipChanged],
  open: (roster: RosterState) => roster,
  decide(roster, { from, into, on, reason }, actor) {
    const unitIds = [...new Set(from)].filter((id) => {
      const end = roster.units.get(id)?.end;
      return !(end?.kind === "merged" && end.on === on && end.into[0] === into.unitId);
    });
    const fact = (unitId: string) => UnitMerged({ unitId, into: into.unitId, on, reason });
    return ending(roster, { unitIds, into: [into], on, fact }, actor);
  },
});
