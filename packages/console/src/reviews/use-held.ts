// What was decided and can still be taken back 待送出: each decision waits ten seconds, then it is sent; leaving the page sends all. They lie in
// the outbox meanwhile, so that a page that is loaded anew holds them for the rest of their time, and no tab sends what was taken back.

import { useCallback, useEffect, useRef } from "react";
import type { Held } from "../act/acting.ts";
import type { AnyCommand } from "../act/known-act.ts";
import { type HeldBy, isOld } from "../act/outbox.ts";
import { useConsole } from "../console.ts";
import { TypedDocumentString } from "../generated/operations.ts";
import { useStore } from "../store.ts";
import { reviewTexts } from "./texts.ts";

/** For how long a decision can be taken back. */
const heldMs = 10_000;

/** The decisions that wait, and how to add and take back one. */
export function useHeld() {
  const { acting, drafts, notices } = useConsole();
  const held = useStore(acting.held);
  // Once the page is left, a refusal has no line any more to stand on.
  const isLeft = useRef(false);
  const timers = useRef(new Map<string, number>());

  const send = useCallback(
    async (one: Held) => {
      const { commandId } = one;
      // It was taken back, or cleared by whoever signed out.
      if (!acting.isKept(commandId)) return;
      // The computer slept meanwhile: the outbox asks first.
      if (isOld(one, Date.now())) return acting.resend(false);
      const outcome = await acting.act(commandOf(one));
      const { words } = one.heldBy;
      if (outcome.kind === "refused" && isLeft.current) {
        const { zh, en } = outcome.sentence;
        const why = { zh: reviewTexts.zh.refused(words, zh), en: reviewTexts.en.refused(words, en) };
        notices.tell("failed", why, commandId);
        acting.close(commandId);
      }
      if (outcome.kind !== "done" && outcome.kind !== "unchanged") return;
      // Another one may have been begun for the same meanwhile, in another tab: that stays.
      drafts.removeSent(one.owner, commandId, one.at);
      const what = outcome.kind === "done" ? ("done" as const) : ("unchanged" as const);
      notices.tell("done", { zh: reviewTexts.zh[what](words), en: reviewTexts.en[what](words) }, commandId);
    },
    [acting, drafts, notices],
  );

  // Each has its own time, also what was held before the page was loaded anew.
  useEffect(() => {
    const running = timers.current;
    const ids = new Set(held.map(({ commandId }) => commandId));
    for (const [id, timer] of running) {
      if (ids.has(id)) continue;
      window.clearTimeout(timer);
      running.delete(id);
    }
    for (const one of held) {
      if (running.has(one.commandId)) continue;
      const leftMs = Math.max(0, one.heldUntil - Date.now());
      running.set(
        one.commandId,
        window.setTimeout(() => void send(one), leftMs),
      );
    }
  }, [held, send]);

  useEffect(() => {
    isLeft.current = false;
    return () => {
      isLeft.current = true;
      for (const timer of timers.current.values()) window.clearTimeout(timer);
      timers.current.clear();
      for (const each of acting.held.get()) void send(each);
    };
  }, [send, acting]);

  const hold = (command: AnyCommand, by: Omit<HeldBy, "tab">) => acting.hold(command, heldMs, by);

  /** Takes back the last one, or this one. */
  const undo = (one = held[held.length - 1]): Held | undefined => {
    if (one) acting.giveUp(one.commandId);
    return one;
  };

  return { held, hold, undo };
}

/** The command as it was pressed. */
const commandOf = ({ commandId, document, input, of, fields, title }: Held): AnyCommand => ({
  ...{ document: new TypedDocumentString(document), input: { ...input, commandId }, of, fields, title },
});
