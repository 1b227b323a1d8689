// Handing over 移交: the part of a unit that was merged, split or retired goes to another one.
import { action } from "../kernel/action.ts";
import type { Roster } from "./assign-units.ts";
import { handedOver, handingOver, handOverEvents, handOverExample } from "./assignment-handed-over.ts";
import type { TaskState } from "./state.ts";

export const handOver = action({
  title: { zh: "移交分工", en: "Hand a part over" },
  by: ["office", "policy"],
  command: handingOver,
  example: handOverExample,
  events: handOverEvents,
  decide: (task: TaskState, command, actor, roster: Pick<Roster, "units">) =>
    handedOver(task, command, actor, roster, "unitEnded"),
});
