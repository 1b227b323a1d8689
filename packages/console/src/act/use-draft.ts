// The draft of an open form 草稿: written shortly after the last key, when the page is hidden and when it is sent, and read back before it is
// called saved.
import { useCallback, useEffect, useRef, useState } from "react";
import { useConsole } from "../console.ts";
import { commandId as freshId } from "./command-id.ts";
import { type Draft, freshDraft } from "./drafts.ts";
import type { Fields } from "./fields.ts";
import { isBegun } from "./is-begun.ts";

const afterMs = 300;

/** What is known of the draft: when it was saved, or that it could not be. */
export type Saving =
  | { readonly kind: "none" }
  | { readonly kind: "failed" }
  | { readonly kind: "saved"; readonly at: number }
  | { readonly kind: "restored"; readonly at: number };

const unsaved: Saving = { kind: "none" };

const isSame = (one: Fields, other: Fields): boolean =>
  Object.keys({ ...one, ...other }).every((name) => one[name] === other[name]);

/**
 * The fields of a form with what keeps them. Whoever sends the form calls `saveSent` before, also where nothing was typed: folded and
 * opened again, it is the one that was sent, under the same id, until that is answered.
 */
export function useDraft(form: string, first: Fields) {
  const { drafts, acting } = useConsole();
  const [{ draft, saving }, set] = useState<{ draft: Draft; saving: Saving }>(() => {
    const kept = drafts.read(acting.owner(), form);
    // What was sent as it was opened, and given up, is the same command only as long as it would be opened so again.
    const isOfThen = kept !== null && !isBegun({ drafts, acting }, form) && !isSame(kept.fields, first);
    if (kept === null || isOfThen) return { draft: freshDraft(first), saving: unsaved };
    const isStored = drafts.isStored(acting.owner(), form);
    return { draft: kept, saving: isStored ? { kind: "restored", at: kept.savedAt } : { kind: "failed" } };
  });
  const latest = useRef(draft);
  const firstFields = useRef(first);
  firstFields.current = first;
  const timer = useRef(0);

  const save = useCallback(() => {
    window.clearTimeout(timer.current);
    timer.current = 0;
    const saved = { ...latest.current, savedAt: Date.now() };
    latest.current = saved;
    const isThere = drafts.write(acting.owner(), form, saved);
    set({ draft: saved, saving: isThere ? { kind: "saved", at: saved.savedAt } : { kind: "failed" } });
  }, [drafts, acting, form]);

  useEffect(() => {
    const flush = () => timer.current !== 0 && save();
    const hidden = () => document.hidden && flush();
    document.addEventListener("visibilitychange", hidden);
    window.addEventListener("pagehide", flush);
    return () => {
      flush();
      document.removeEventListener("visibilitychange", hidden);
      window.removeEventListener("pagehide", flush);
    };
  }, [save]);

  // The same form in another tab: its words are these, and what it has filed is not filed once more from here.
  useEffect(() => {
    const changed = ({ key }: StorageEvent) => {
      if (timer.current !== 0 || key !== drafts.keyOf(acting.owner(), form)) return;
      const kept = drafts.read(acting.owner(), form);
      if (kept === null && latest.current.savedAt === 0) return;
      latest.current = kept ?? freshDraft(firstFields.current);
      set({ draft: latest.current, saving: kept ? { kind: "restored", at: kept.savedAt } : unsaved });
    };
    window.addEventListener("storage", changed);
    return () => window.removeEventListener("storage", changed);
  }, [drafts, acting, form]);

  function change(name: string, text: string): void {
    const fields = { ...latest.current.fields, [name]: text };
    latest.current = { ...latest.current, fields, isSent: false, isTyped: true };
    set((before) => ({ ...before, draft: latest.current }));
    window.clearTimeout(timer.current);
    timer.current = window.setTimeout(save, afterMs);
  }

  /** Keeps it as what is being sent. */
  function saveSent(): void {
    latest.current = { ...latest.current, isSent: true };
    save();
  }

  function beginAnew(): void {
    window.clearTimeout(timer.current);
    timer.current = 0;
    latest.current = freshDraft(first);
    set({ draft: latest.current, saving: unsaved });
  }

  /** Deletes the draft, which is not wanted. The form begins anew, under another id. */
  function remove(): void {
    drafts.remove(acting.owner(), form);
    beginAnew();
  }

  /**
   * Deletes the draft that was sent under this id at this instant. Where another tab had the answer first, the next one may have been begun there
   * already, under another id: that stays. So does what was changed since it was sent; answers whether nothing of that kind is left here.
   */
  function removeSent(commandId: string, at: number): boolean {
    if (timer.current !== 0) save();
    drafts.removeSent(acting.owner(), commandId, at);
    const { isSent, savedAt } = latest.current;
    if (latest.current.commandId !== commandId) return true;
    if (!isSent) follow();
    else if (savedAt <= at) beginAnew();
    return isSent && savedAt <= at;
  }

  /** Goes on as the draft that is kept now: it has been given another id. */
  function follow(): void {
    latest.current = drafts.read(acting.owner(), form) ?? { ...latest.current, commandId: freshId(), isSent: false };
    set(({ saving: before }) => ({ draft: latest.current, saving: before }));
  }

  // Where nobody wrote anything there is nothing that could be saved or discarded.
  return { draft, saving: draft.isTyped ? saving : unsaved, change, saveSent, remove, removeSent, follow };
}
