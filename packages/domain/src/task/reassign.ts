// Reassigning 改派: the office gives a unit's part to another unit, whether the unit disputed it or not.
import { action } from "../kernel/action.ts";
import type { Roster } from "./assign-units.ts";
import {
  handedOver,
  handingOver,
  handOverEvents,
  handOverExample,
  isHandedOver,
  partToHandOver,
} from "./assignment-handed-over.ts";

export const reassign = action({
  title: { zh: "改派", en: "Reassign a part" },
  by: ["office"],
  command: handingOver,
  example: handOverExample,
  events: handOverEvents,
  open: partToHandOver,
  already: isHandedOver,
  decide: (open, command, actor, roster: Pick<Roster, "units">) =>
    handedOver(open, command, actor, roster, "reassigned"),
});
