// Handing over 移交: the part of a unit that was merged, split or retired goes to another one.
import { beijingDay } from "../calendar.ts";
import { action, isRejection, reject } from "../kernel/action.ts";
import { has } from "../kernel/actor.ts";
import { hasEnded } from "../roster/unit-end.ts";
import type { Roster } from "./assign-units.ts";
import {
  handedOver,
  handingOver,
  handOverEvents,
  handOverExample,
  isHandedOver,
  partToHandOver,
} from "./assignment-handed-over.ts";
import { isOwnerless, type TaskState } from "./state.ts";

export const handOver = action({
  title: { zh: "移交分工", en: "Hand a part over" },
  by: ["office", "policy"],
  command: handingOver,
  example: handOverExample,
  events: handOverEvents,
  open(state: TaskState, target, actor) {
    const found = partToHandOver(state, target);
    // What is noted as nobody's waits for the office. The policy gives it to an heir before anybody notes that.
    if (isRejection(found) || has(actor, "policy") || isOwnerless(found.part)) return found;
    return reject("UNIT_NOT_ENDED");
  },
  already: isHandedOver,
  decide(open, command, actor, roster: Pick<Roster, "units">) {
    const unit = roster.units.get(command.unitId);
    if (!unit || !hasEnded(unit, beijingDay(actor.at))) return reject("UNIT_NOT_ENDED");
    return handedOver(open, command, actor, roster, "unitEnded");
  },
});
