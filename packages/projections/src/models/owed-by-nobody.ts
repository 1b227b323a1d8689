// What nobody owes yet in a task: it is due like the rest, and waits for a person who names units.
import { dayOfItem, leadsOf } from "@taizhang/domain";
import type { AboutTask } from "./about-task.ts";
import { dueIn } from "./due.ts";
import { type OwedThing, saidOf } from "./owed.ts";
import { isUnassigned, itemsOfNobody, lineItem } from "./owed-items.ts";
import { leadQueue, type OwedWait, officeQueue } from "./owed-waits.ts";
import { type TaskCard, unfilledGroups } from "./task-card.ts";

/** The task itself while a part of it is still to be given, and the items that whoever gets it will owe. */
export function owedByNobody(card: TaskCard, about: AboutTask): OwedThing[] {
  const unfilled = unfilledGroups(card);
  if (unfilled.length === 0 && !isUnassigned(card)) return [];
  const { life, opened } = card;
  const { taskId } = about;
  const queues = [officeQueue(about.regionId), ...leadsOf(life).map(leadQueue)];
  const nobody = { unitId: null, ...about };
  const open = { standing: "open", since: "" } as const;
  const task: OwedThing = {
    said: saidOf(nobody, { ...open, ...dueIn(opened, life.dueOn), kind: "part", firstDueOn: opened.dueOn }),
    ...{ line: taskId, entry: `${taskId}/${life.dueOn}`, groupIds: unfilled.map(({ groupId }) => groupId) },
    waits: unfilled.map(
      ({ groupId, name: groupName, since }): OwedWait => ({
        ...{ kind: "group", key: `${taskId}/group/${groupId}`, queues, groupId, groupName, since },
      }),
    ),
  };
  const { groups, items } = itemsOfNobody(card);
  return [
    task,
    ...items.map(([itemId, item]): OwedThing => {
      const dueOn = dayOfItem(item);
      const words = lineItem(itemId, item, "open", null);
      return {
        said: saidOf(nobody, {
          ...open,
          ...dueIn(opened, dueOn),
          kind: "item",
          firstDueOn: item.dueOn ?? null,
          item: words,
        }),
        ...{ line: `${taskId}/${itemId}`, entry: `${taskId}/${dueOn}/${itemId}`, groupIds: groups },
      };
    }),
  ];
}
