// The groups of the glossary 名词分组, in their order.
import { isOneOf } from "../one-of.ts";

export const groups = {
  work: { zh: "任务与分工", en: "Tasks and assignments" },
  time: { zh: "时限与灯", en: "Deadlines and lamps" },
  review: { zh: "审核", en: "Review" },
  import: { zh: "导入", en: "Import" },
  roster: { zh: "名录", en: "Roster" },
  past: { zh: "追溯与证明", en: "Looking back and proof" },
  system: { zh: "运行", en: "System" },
} as const;

export type Group = keyof typeof groups;

const isGroup = (name: string): name is Group => isOneOf(groups, name);

/** Their names, in this order. */
export const groupsInOrder: readonly Group[] = Object.keys(groups).filter(isGroup);
