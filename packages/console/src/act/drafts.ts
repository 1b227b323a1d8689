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
  /** Whether it was sent as it is, under its id. */
  readonly isSent: boolean;
  /** Whether anybody wrote something into it: otherwise it holds only what its form begins with. */
  readonly isTyped: boolean;
}

/** The drafts of this browser. */
export interface Drafts {
  /** The draft of a form; null where there is none. */
  read(owner: string, form: string): Draft | null;
  /** Keeps it and reads it back; answers whether it is there now. Otherwise it is kept as long as the page is open. */
  write(owner: string, form: string, draft: Draft): boolean;
  /** Whether the storage holds the draft of a form, as it was written last. */
  isStored(owner: string, form: string): boolean;
  remove(owner: string, form: string): void;
  /**
   * Removes the draft that was sent under this id at this instant, of whatever form. One that was changed since goes on under another
   * id; one that was changed and sent since has an answer of its own to come.
   */
  removeSent(owner: string, commandId: string, at: number): void;
  /** Removes the draft that was sent under this id and refused, where nobody wrote anything into it. */
  removeUntyped(owner: string, commandId: string): void;
  /** Gives the draft of this id another one: the id has been used for other words. */
  renew(owner: string, commandId: string): void;
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
export const freshDraft = (fields: Draft["fields"] = {}): Draft => ({
  ...{ commandId: commandId(), fields, savedAt: 0, isSent: false, isTyped: false },
});

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
  // What the storage has no room for: folded and opened again, the form has its words and its id all the same.
  const unkept = new Map<string, Draft>();
  // Another tab may have stored another one since.
  const unkeptAt = (key: string, stored: Draft | null): Draft | null => {
    const draft = unkept.get(key) ?? null;
    return draft !== null && draft.savedAt >= (stored?.savedAt ?? 0) ? draft : null;
  };
  const storedAt = (key: string) => draftIn(parsed(kept.getItem(key)));
  const read = (owner: string, form: string) => {
    const stored = storedAt(keyOf(owner, form));
    return unkeptAt(keyOf(owner, form), stored) ?? stored;
  };
  const remove = (owner: string, form: string) => {
    unkept.delete(keyOf(owner, form));
    kept.removeItem(keyOf(owner, form));
  };
  const list = (owner: string) =>
    [...new Set([...keys(), ...unkept.keys()])].flatMap((key) =>
      key.startsWith(keyOf(owner, "")) ? [key.slice(keyOf(owner, "").length)] : [],
    );
  const write = (owner: string, form: string, draft: Draft) => {
    const [key, text] = [keyOf(owner, form), JSON.stringify(draft)];
    try {
      kept.setItem(key, text);
    } catch {
      // The storage is full, or not to be had: the page says that nothing was kept.
    }
    const isThere = kept.getItem(key) === text;
    if (isThere) unkept.delete(key);
    else unkept.set(key, draft);
    return isThere;
  };
  /** Those that are kept under the id of a command, with their forms. */
  const under = (owner: string, commandId: string) =>
    list(owner).flatMap((form) => {
      const draft = read(owner, form);
      return draft?.commandId === commandId ? [{ form, draft }] : [];
    });
  const renewed = (draft: Draft): Draft => ({ ...draft, commandId: commandId(), isSent: false });
  return {
    keyOf,
    read,
    write,
    isStored(owner, form) {
      const key = keyOf(owner, form);
      const stored = storedAt(key);
      return stored !== null && unkeptAt(key, stored) === null;
    },
    remove,
    removeSent(owner, commandId, at) {
      for (const { form, draft } of under(owner, commandId)) {
        if (!draft.isSent) write(owner, form, renewed(draft));
        else if (draft.savedAt <= at) remove(owner, form);
      }
    },
    removeUntyped(owner, commandId) {
      for (const { form, draft } of under(owner, commandId)) if (!draft.isTyped) remove(owner, form);
    },
    renew(owner, commandId) {
      for (const { form, draft } of under(owner, commandId)) write(owner, form, renewed(draft));
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
  // An earlier build of the page says neither: then it goes with what was sent under its id, and with nothing else.
  const [isSent, isTyped] = [value["isSent"] !== false, value["isTyped"] !== false];
  return { commandId: id, savedAt: value["savedAt"], isSent, isTyped, fields: Object.fromEntries(texts) };
}
