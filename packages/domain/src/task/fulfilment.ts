// What a unit has done of an item 条目, and asked for it.
import { noAmount } from "../kernel/amount.ts";
import type { ExtensionRequest } from "./extension-request.ts";
import { type Notes, noNotes } from "./notes.ts";

/** What a unit has done of an item 条目. */
export interface ItemFulfilment {
  /** True from the last completion on, until the item is reopened. One that is counted is done by its amount alone. */
  readonly isCompleted: boolean;
  /** The sum of the amounts completed; zero for an item that is not counted. */
  readonly amount: string;
  /** The day granted by an extension; null if there was none. */
  readonly dueOn: string | null;
  /** The last request for an extension; null if there was none. */
  readonly extension: ExtensionRequest | null;
  /** What days' ends have noted of the days of its own. */
  readonly noted: Notes;
}

export const noFulfilment: ItemFulfilment = {
  ...{ isCompleted: false, amount: noAmount },
  ...{ dueOn: null, extension: null, noted: noNotes },
};
