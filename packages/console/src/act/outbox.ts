// The outbox 待送出: a command that was pressed and has no answer lies here, in the storage of this browser, until it has one.
import { isJson, parsed, textIn } from "../json.ts";
import { beijingDay } from "../parts/day.ts";
import type { Expected } from "./overlay.ts";

/** What may be kept in this browser; `localStorage` is one. */
export type Kept = Pick<Storage, "getItem" | "setItem" | "removeItem" | "key" | "length">;

/** A command that waits. */
export interface Waiting {
  readonly commandId: string;
  /** The text of the mutation. */
  readonly document: string;
  readonly input: Readonly<Record<string, unknown>>;
  /** The id of what it is about, and how that will be: while it waits, that is what is expected, also in a page that was loaded anew. */
  readonly of: string;
  readonly fields: Expected["fields"];
  /** Whose it is: region, subject and unit. Nobody else sends it. */
  readonly owner: string;
  /** What it is about, in words. */
  readonly title: string;
  /** When it was pressed, in milliseconds since 1970 by the clock of this computer. */
  readonly at: number;
  /** Until when it can be taken back, by the same clock: it is not sent before. */
  readonly heldUntil?: number;
  /** By which page it is held; left out where none does. */
  readonly heldBy?: HeldBy;
}

/** The page that holds a command, and what it needs to go on with it, also after it was loaded anew. */
export interface HeldBy {
  /** The tab of the browser. */
  readonly tab: string;
  /** The id of what it is about, and both in words. */
  readonly id: string;
  readonly words: string;
}

const prefix = "taizhang.1.outbox.";

const hourMs = 60 * 60 * 1000;

/** Puts a command into the outbox. */
export const keep = (kept: Kept, waiting: Waiting): void =>
  kept.setItem(`${prefix}${waiting.commandId}`, JSON.stringify(waiting));

/** Takes a command out, because it was answered or given up; what was pressed later than `upTo` under the same id stays. */
export function settle(kept: Kept, commandId: string, upTo = Number.POSITIVE_INFINITY): void {
  const key = `${prefix}${commandId}`;
  const waiting = waitingIn(parsed(kept.getItem(key)));
  if (waiting === null || waiting.at <= upTo) kept.removeItem(key);
}

/** What waits of this owner, the oldest first. What is none of ours is passed over. */
export function waitingOf(kept: Kept, owner: string): readonly Waiting[] {
  const keys = Array.from({ length: kept.length }, (_, at) => kept.key(at)).filter((key) => key?.startsWith(prefix));
  return keys
    .flatMap((key) => waitingIn(parsed(kept.getItem(key ?? ""))) ?? [])
    .filter((each) => each.owner === owner)
    .sort((a, b) => a.at - b.at);
}

/** Whether a person is to be asked before it is sent: it is old, or of another day in Beijing. */
export const isOld = ({ at }: Waiting, now: number): boolean => now - at > hourMs || beijingDay(now) !== beijingDay(at);

/** Whether it can still be taken back. */
export const isHeld = ({ heldUntil = 0 }: Waiting, now: number): boolean => heldUntil > now;

function waitingIn(value: unknown): Waiting | null {
  const [commandId, document, owner, title] = ["commandId", "document", "owner", "title"].map((field) =>
    textIn(value, field),
  );
  if (!isJson(value) || commandId == null || document == null || owner == null || title == null) return null;
  const { input, fields, at, heldUntil } = value;
  const heldBy = heldByIn(value["heldBy"]);
  if (!isJson(input) || input["commandId"] !== commandId || typeof at !== "number") return null;
  if (!/^\s*mutation\b/.test(document)) return null;
  const held = typeof heldUntil === "number" ? { heldUntil } : {};
  // What an earlier build of the page has put there does not say what it is about: it is sent all the same.
  const about = { of: textIn(value, "of") ?? "", fields: isJson(fields) ? fields : {} };
  return { commandId, document, input, ...about, owner, title, at, ...held, ...(heldBy ? { heldBy } : {}) };
}

function heldByIn(value: unknown): HeldBy | null {
  const [tab, id, words] = ["tab", "id", "words"].map((field) => textIn(value, field));
  return tab == null || id == null || words == null ? null : { tab, id, words };
}
