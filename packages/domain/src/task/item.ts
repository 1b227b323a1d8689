// An item 条目: a countable piece of a task, defined once per task and fulfilled by each unit that owes it.
import { z } from "zod";
import { amount } from "../kernel/amount.ts";
import { beginning } from "../kernel/beginning.ts";
import { faults } from "../kernel/faults.ts";
import { most } from "../kernel/most.ts";
import { day, name } from "../kernel/shapes.ts";

/**
 * The id of an item, unique in its task and never used again. It says where the item comes from: `p2.1` is the printed
 * number 2 (1), `d1` a sentence with a printed date that has no number, `a3` the third that somebody adopted.
 */
export const itemId = z.string().regex(/^[pda]\d{1,5}(\.\d{1,5})*(-\d{1,5})?$/, faults.itemId.en);

const short = z.string().trim().min(1).max(most.itemNo);

/** An item as somebody adopts it: its number, its words, and, if it is counted, what is counted up to which target. */
export const itemSaid = z.object({
  no: short,
  text: z.object({ text: z.string().trim().min(1).max(most.itemText) }),
  /** What is counted 计量内容, such as 新闻发布会. */
  measure: name.optional(),
  /** How much of it there must be; without one the item is done when its unit says so. */
  target: amount.optional(),
  unitOfMeasure: short.optional(),
  dueOn: day.optional(),
  /** Where it is to be published 公开路径, from the top of the site. */
  publicationPath: z.array(name).min(1).max(most.steps).optional(),
});
export type ItemSaid = z.infer<typeof itemSaid>;

/** An item as decisions know it. Its words are kept because a revision puts the old ones on the record. */
export interface TaskItem extends Omit<ItemSaid, "no" | "text"> {
  /** The printed or adopted number; null for a dated sentence that has none. */
  readonly no: string | null;
  readonly text: { readonly text: string };
  /** The unit that alone owes it, which a hand-over changes; null if every unit that carries the task out does. */
  readonly unitId: string | null;
  /** The unit that adopted it; null if it is printed. */
  readonly adoptedBy: string | null;
  /** The parts that handed it on before they had done it, in order; left out if none did. */
  readonly handedOnBy?: readonly { readonly unitId: string; readonly partNo: number }[];
  /** The day to which the office moved it for all who owe it; left out if it did not. `dueOn` stays as printed or adopted. */
  readonly extendedTo?: string;
  /** The item of which it is a piece; null if it stands for itself. */
  readonly splits: string | null;
}

/** Items in a refusal by their ids; one that is not among those known stands for itself. */
export const itemsNamed = (known: Readonly<Record<string, TaskItem>>, itemIds: readonly string[]): string =>
  itemIds.map((itemId) => (known[itemId] ? itemWords(itemId, known[itemId]) : itemId)).join("、");

/** The same for whoever asks: of a unit's own item, whose words others do not read, the id alone. */
export const itemsNamedToAll = (known: Readonly<Record<string, TaskItem>>, itemIds: readonly string[]): string =>
  itemsNamed(Object.fromEntries(Object.entries(known).filter(([, { unitId }]) => unitId === null)), itemIds);

/**
 * The units whose own an item is: that which owes it alone, that which adopted it, and those that handed it on. None where it is
 * of the whole task.
 */
export const ownersOf = ({ unitId, adoptedBy, handedOnBy = [] }: TaskItem): readonly string[] =>
  unitId === null ? ofAll : [...new Set([unitId, adoptedBy ?? unitId, ...handedOnBy.map((each) => each.unitId)])];

const ofAll: readonly string[] = [];

/** An item in a refusal or a sentence: its id and how it begins. */
export const itemWords = (itemId: string, { no, text: { text } }: Pick<TaskItem, "no" | "text">): string =>
  `${itemId}${no === null ? "" : ` ${no}.`}${beginning(text)}`;
