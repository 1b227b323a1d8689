// Items 条目 on the card of a task: where each comes from, and what every unit has shown for it.
import type { DatedText, DomainFact, Evidence, FreeText } from "@taizhang/domain";
import type { CardExtension } from "./card-extensions.ts";
import type { Deed } from "./deed.ts";

type DataOf<Type extends DomainFact["type"]> = Extract<DomainFact, { type: Type }>["data"];

/** Where an item comes from. What it says is in the task's life. */
export interface CardItem {
  /** The dates it prints, in the printed words; none in an adopted item. */
  readonly deadlines: readonly DatedText[];
  /** Since when the task has it: an instant, ISO in UTC. */
  readonly since: string;
  /** Why it was adopted; null if it is printed, or nobody said. */
  readonly reason: FreeText | null;
}

/** What a unit completed of an item at one time. */
export interface CardCompletion extends Deed {
  readonly doneOn: string;
  /** Null for an item that is not counted. */
  readonly amount: string | null;
  readonly evidence: readonly Evidence[];
}

/** What a unit has done of an item, besides the sums in the task's life. */
export interface CardFulfilment {
  /** The last of what counts, the newest last; before them there may be more, which the history has. */
  readonly completions: readonly CardCompletion[];
  /** How many completions count: those since the item was last reopened. */
  readonly completionCount: number;
  /** Why it was last reopened; null once it is completed again. */
  readonly reopening: (Deed & { readonly reason: FreeText }) | null;
  readonly extensions: readonly CardExtension[];
}

/** How many completions a card holds of one item and unit, so that small amounts do not fill it. */
const shownCompletions = 20;

export const untouched: CardFulfilment = { completions: [], completionCount: 0, reopening: null, extensions: [] };

/** A fulfilment with one more completion. */
export const withCompletion = (
  { completions, completionCount, extensions }: CardFulfilment,
  { doneOn, amount, evidence }: DataOf<"ItemCompleted">,
  deed: Deed,
): CardFulfilment => ({
  completions: [...completions, { ...deed, doneOn, amount: amount ?? null, evidence }].slice(-shownCompletions),
  completionCount: completionCount + 1,
  reopening: null,
  extensions,
});

/** A fulfilment that begins anew. */
export const reopened = (
  { extensions }: CardFulfilment,
  { reason }: DataOf<"ItemReopened">,
  deed: Deed,
): CardFulfilment => ({ ...untouched, extensions, reopening: { ...deed, reason } });

/** Items that a task has got, by their ids; what is known stays. */
export const withSources = (
  known: Readonly<Record<string, CardItem>>,
  added: readonly (readonly [itemId: string, item: CardItem])[],
): Record<string, CardItem> => ({ ...Object.fromEntries(added), ...known });

/** A record without one of its entries; the record itself if it has none of this name. */
export function without<Value>(record: Readonly<Record<string, Value>>, name: string): Readonly<Record<string, Value>> {
  const { [name]: gone, ...rest } = record;
  return gone === undefined ? record : rest;
}
