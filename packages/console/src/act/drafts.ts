// Drafts 草稿: what is typed is written to this browser's storage at once, survives a kill, and is deleted on a receipt alone.
import { isJson, parsed, textIn } from "../json.ts";
import { commandId } from "./command-id.ts";
import type { Kept } from "./outbox.ts";

/** A draft: its fields, the id under which it will be sent, and when it was kept. */
export interface Draft {
  readonly commandId: string;
  readonly fields: Readonly<Record<string, string>>;
  /** In milliseconds since 1970, by the clock of this computer. */
  readonly savedAt: number;
}

/** The drafts of this browser. */
export interface Drafts {
  /** The draft of a form; null where there is none. */
  read(owner: string, form: string): Draft | null;
  /** Keeps it and reads it back; answers whether it is there now. */
  write(owner: string, form: string, draft: Draft): boolean;
  remove(owner: string, form: string): void;
  /** Removes the draft that was sent under this id, of whatever form. */
  removeSent(owner: string, commandId: string): void;
  /** Under which key the storage keeps it, as it tells other tabs. */
  keyOf(owner: string, form: string): string;
  /** The forms of which this person has a draft. */
  list(owner: string): readonly string[];
}

const prefix = "taizhang.1.draft.";
const lastsMs = 30 * 24 * 60 * 60 * 1000;

/** How much of a field is kept: as much as the ledger takes. */
export const longestText = 4000;

/** A draft of a form that was just opened. */
export const freshDraft = (fields: Draft["fields"] = {}): Draft => ({ commandId: commandId(), fields, savedAt: 0 });

/** Makes them. What is older than 30 days, or no draft, is removed. */
export function draftsIn(kept: Kept, now: () => number): Drafts {
  const keyOf = (owner: string, form: string) => `${prefix}${owner}|${form}`;
  const keys = () =>
    Array.from({ length: kept.length }, (_, at) => kept.key(at)).flatMap((key) =>
      key?.startsWith(prefix) ? [key] : [],
    );
  for (const key of keys()) {
    const draft = draftIn(parsed(kept.getItem(key)));
    if (draft === null || now() - draft.savedAt > lastsMs) kept.removeItem(key);
  }
  const list = (owner: string) =>
    keys().flatMap((key) => (key.startsWith(keyOf(owner, "")) ? [key.slice(keyOf(owner, "").length)] : []));
  const read = (owner: string, form: string) => draftIn(parsed(kept.getItem(keyOf(owner, form))));
  return {
    keyOf,
    read,
    write(owner, form, draft) {
      const text = JSON.stringify(draft);
      try {
        kept.setItem(keyOf(owner, form), text);
      } catch {
        // The storage is full, or not to be had: the page says that nothing was kept.
        return false;
      }
      return kept.getItem(keyOf(owner, form)) === text;
    },
    remove: (owner, form) => kept.removeItem(keyOf(owner, form)),
    removeSent(owner, commandId) {
      for (const form of list(owner))
        if (read(owner, form)?.commandId === commandId) kept.removeItem(keyOf(owner, form));
    },
    list,
  };
}

function draftIn(value: unknown): Draft | null {
  const id = textIn(value, "commandId");
  if (!isJson(value) || id === null || typeof value["savedAt"] !== "number") return null;
  const fields = value["fields"];
  if (!isJson(fields)) return null;
  const texts = Object.entries(fields).flatMap(([name, text]) =>
    typeof text === "string" ? [[name, text] as const] : [],
  );
  return { commandId: id, savedAt: value["savedAt"], fields: Object.fromEntries(texts) };
}
