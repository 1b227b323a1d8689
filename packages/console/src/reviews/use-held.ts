// What was decided and can still be taken back 待送出: each decision waits ten seconds, then it is sent; leaving the page sends all.

import { useCallback, useEffect, useRef, useState } from "react";
import type { AnyCommand } from "../act/known-act.ts";
import { useConsole } from "../console.ts";
import { reviewTexts } from "./texts.ts";

/** For how long a decision can be taken back. */
const heldMs = 10_000;

/** A decision that waits. */
export interface Held {
  readonly command: AnyCommand;
  /** The id of what it is about, and both in words. */
  readonly id: string;
  readonly words: string;
  /** Under which its draft is kept. */
  readonly form: string;
  readonly until: number;
}

/** The decisions that wait, and how to add and take back one. */
export function useHeld() {
  const { acting, drafts, notices } = useConsole();
  const [held, setHeld] = useState<readonly Held[]>([]);
  const latest = useRef(held);
  // Once the page is left, a refusal has no line any more to stand on.
  const isLeft = useRef(false);
  const timers = useRef(new Map<Held, number>());

  const leave = useCallback((those: readonly Held[]) => {
    latest.current = latest.current.filter((each) => !those.includes(each));
    setHeld(latest.current);
    for (const each of those) {
      window.clearTimeout(timers.current.get(each));
      timers.current.delete(each);
    }
  }, []);

  const send = useCallback(
    async (one: Held) => {
      leave([one]);
      const outcome = await acting.act(one.command);
      if (outcome.kind === "refused" && isLeft.current) {
        const { zh, en } = outcome.sentence;
        const { commandId } = one.command.input;
        const why = { zh: reviewTexts.zh.refused(one.words, zh), en: reviewTexts.en.refused(one.words, en) };
        notices.tell("failed", why, commandId);
        acting.close(commandId);
      }
      if (outcome.kind !== "done" && outcome.kind !== "unchanged") return;
      drafts.remove(acting.owner(), one.form);
      const what = outcome.kind === "done" ? ("done" as const) : ("unchanged" as const);
      notices.tell("done", { zh: reviewTexts.zh[what](one.words), en: reviewTexts.en[what](one.words) });
    },
    [leave, acting, drafts, notices],
  );

  const hold = useCallback(
    (one: Omit<Held, "until">) => {
      const waits = { ...one, until: Date.now() + heldMs };
      acting.hold(one.command, heldMs);
      latest.current = [...latest.current, waits];
      setHeld(latest.current);
      timers.current.set(
        waits,
        window.setTimeout(() => void send(waits), heldMs),
      );
    },
    [acting, send],
  );

  /** Takes back the last one, or this one. */
  const undo = (one = latest.current[latest.current.length - 1]): Held | undefined => {
    if (!one) return undefined;
    leave([one]);
    acting.giveUp(one.command.input.commandId);
    return one;
  };

  useEffect(() => {
    isLeft.current = false;
    return () => {
      isLeft.current = true;
      // What was cleared by whoever signed out is not there any more.
      for (const each of latest.current) if (acting.isKept(each.command.input.commandId)) void send(each);
    };
  }, [send, acting]);

  return { held, hold, undo };
}
