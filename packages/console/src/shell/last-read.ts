// Where one has read the changes up to 上次看到处: kept in this browser for each person and filter, so that one goes on from there.
import type { Kept } from "../act/outbox.ts";
import { parsed, textIn } from "../json.ts";
import { putIn } from "../put-in.ts";

/** The last change that was on the screen. */
export interface LastRead {
  readonly cursor: string;
  readonly position: string;
  /** When it happened, an instant. */
  readonly happenedAt: string;
}

/** The last reads of this browser. */
export interface LastReads {
  /** The last one of a person under a filter; null where there is none. */
  read(owner: string, filter: string): LastRead | null;
  note(owner: string, filter: string, last: LastRead): void;
  forget(owner: string, filter: string): void;
}

const prefix = "taizhang.1.read.";

/** Makes them. */
export function lastReadsIn(kept: Pick<Kept, "getItem" | "setItem" | "removeItem">): LastReads {
  const keyOf = (owner: string, filter: string) => `${prefix}${owner}|${filter}`;
  return {
    read: (owner, filter) => lastReadIn(parsed(kept.getItem(keyOf(owner, filter)))),
    note(owner, filter, { cursor, position, happenedAt }) {
      putIn(kept, keyOf(owner, filter), JSON.stringify({ cursor, position, happenedAt }));
    },
    forget: (owner, filter) => kept.removeItem(keyOf(owner, filter)),
  };
}

function lastReadIn(value: unknown): LastRead | null {
  const [cursor, position, happenedAt] = ["cursor", "position", "happenedAt"].map((field) => textIn(value, field));
  if (cursor == null || position == null || happenedAt == null) return null;
  if (!/^\d{1,20}$/.test(position) || Number.isNaN(Date.parse(happenedAt))) return null;
  return { cursor, position, happenedAt };
}
