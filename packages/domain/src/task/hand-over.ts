// Handing over 移交: the part of a unit that was merged, split or retired goes to another one.
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

export const handOver = action({
  title: { zh: "移交分工", en: "Hand a part over" },
  by: ["office", "policy"],
  command: handingOver,
  example: handOverExample,
  events: handOverEvents,
  open: partToHandOver,
  already: isHandedOver,
  decide: (open, command, actor, roster: Pick<Roster, "units">) =>
    handedOver(open, command, actor, roster, "unitEnded"),
});
