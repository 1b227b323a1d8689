// The printed items 条目 of a task: the numbered parts of its cell, and every sentence that prints a date.
import { z } from "zod";
import { everybodys } from "../kernel/affair.ts";
import { event } from "../kernel/event.ts";
import { changesBetween } from "../kernel/field-change.ts";
import { grouped } from "../kernel/grouped.ts";
import { day } from "../kernel/shapes.ts";
import { type DatedText, type DraftItem, type DraftTask, datedText } from "../plan/draft.ts";
import { itemId, itemWords, type TaskItem } from "./item.ts";
import { type TaskState, withItems } from "./state.ts";

const printed = z.object({
  itemId,
  /** The printed number, those above it before it (2.1); null for a sentence that has none. */
  no: z.string().nullable(),
  text: z.object({ text: z.string() }),
  /** The last of its printed dates; null if it prints none. */
  dueOn: day.nullable(),
  /** Its printed dates, in the printed words. */
  deadlines: z.array(datedText),
});
type Printed = z.infer<typeof printed>;

const asItem = ({ no, text, dueOn }: Printed): TaskItem => ({
  ...{ no, text, unitId: null, adoptedBy: null, splits: null },
  ...(dueOn === null ? {} : { dueOn }),
});

export const ItemsPrinted = event({
  type: "ItemsPrinted",
  title: "来文所印条目",
  shape: z.object({ items: z.array(printed).min(1) }),
  sight: () => everybodys(),
  fields: ({ items }) => items.flatMap((item) => changesBetween({}, asItem(item), null, `items.${item.itemId}`)),
  sample: {
    items: [
      {
        itemId: "p1",
        no: "1",
        text: { text: "2021年6月底前更新行政法规文本。" },
        dueOn: "2021-06-30",
        deadlines: [{ text: "2021年6月底前", date: "2021-06-30" }],
      },
    ],
  },
  evolve: (task: TaskState, { items }): TaskState =>
    withItems(
      task,
      items.map((item) => [item.itemId, asItem(item)]),
    ),
  tell: ({ items }) => ({
    zh: `来文印有条目${items.length}项：${items.map((item) => itemWords(item.itemId, asItem(item))).join("、")}`,
    en: `found ${items.length} printed items: ${items.map((item) => itemWords(item.itemId, asItem(item))).join(", ")}`,
  }),
});

/**
 * The items that a row prints, as a fact; nothing if it prints none. Each numbered part that has no parts below it is one,
 * and each sentence with a date that stands outside the numbered parts (韶关 L107, L127). A date in the words above some
 * parts is the day of those that print none.
 */
export function itemsPrinted({ items, text, deadlinesInText }: Pick<DraftTask, "items" | "text" | "deadlinesInText">) {
  const numbered = items.flatMap((item) => leavesOf(item, [], []));
  const inItems = items.flatMap(allDeadlines);
  const outside = deadlinesInText.filter((each) => {
    const at = inItems.findIndex((other) => other.text === each.text && other.date === each.date);
    if (at >= 0) inItems.splice(at, 1);
    return at < 0;
  });
  const sentences = datedSentences(text, outside).map((each, at) => ({ itemId: `d${at + 1}`, no: null, ...each }));
  const found = withOwnIds([...numbered.flatMap(byDate), ...sentences]);
  return found.length === 0 ? [] : [ItemsPrinted({ items: found })];
}

const dueOf = (deadlines: readonly DatedText[]): string | null =>
  deadlines
    .map(({ date }) => date)
    .sort()
    .at(-1) ?? null;

const allDeadlines = ({ deadlines, children }: DraftItem): DatedText[] => [
  ...deadlines,
  ...children.flatMap(allDeadlines),
];

function leavesOf(
  { no, text, children, deadlines }: DraftItem,
  above: readonly string[],
  dated: DatedText[],
): Printed[] {
  const path = [...above, no];
  const own = deadlines.length > 0 ? deadlines : dated;
  if (children.length > 0) return children.flatMap((child) => leavesOf(child, path, own));
  const words = { no: path.join("."), text: { text } };
  return [{ ...words, itemId: `p${path.join(".")}`, dueOn: dueOf(own), deadlines: [...own] }];
}

const sentencesOf = (text: string): string[] => text.match(/[^。；;！？!?\n]+[。；;！？!?]*/g) ?? [];

/** The sentences that print one of these dates, each with its dates. A date whose words are in none is of the whole text. */
function datedSentences(text: string, dates: readonly DatedText[]): Pick<Printed, "text" | "dueOn" | "deadlines">[] {
  const sentences = sentencesOf(text);
  const bySentence = grouped(dates, (each) => (sentences.find((words) => words.includes(each.text)) ?? text).trim());
  return [...bySentence].map(([words, deadlines]) => ({ text: { text: words }, dueOn: dueOf(deadlines), deadlines }));
}

/** A numbered part whose dates stand in several sentences is an item for each of them, with what is said behind it. */
function byDate(item: Printed): Printed[] {
  const dated = datedSentences(item.text.text, item.deadlines);
  if (dated.length < 2) return [item];
  const sentences = sentencesOf(item.text.text);
  const starts = dated.map(({ text }) => sentences.findIndex((sentence) => sentence.trim() === text.text));
  if (starts.includes(-1)) return [item];
  return dated.map(({ dueOn, deadlines }, at) => {
    const words = sentences.slice(at === 0 ? 0 : starts[at], starts[at + 1]);
    return { ...item, text: { text: words.join("").trim() }, dueOn, deadlines };
  });
}

/** A number that is printed twice, as where a list begins anew, gets an id of its own by its place. */
function withOwnIds(items: readonly Printed[]): Printed[] {
  const times = new Map<string, number>();
  return items.map((item) => {
    const nth = (times.get(item.itemId) ?? 0) + 1;
    times.set(item.itemId, nth);
    return nth === 1 ? item : { ...item, itemId: `${item.itemId}-${nth}` };
  });
}
