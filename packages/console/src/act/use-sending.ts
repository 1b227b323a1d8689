// Sends the command of a form 送出: while it is not known whether it was stored, the form must not change; and what came of it is told
// where the form is, or, once that is gone, beside the page.
import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from "react";
import { useConsole } from "../console.ts";
import { useStore } from "../store.ts";
import type { Sentence } from "../texts/sentence.ts";
import type { Command } from "./acting.ts";
import type { Closing } from "./closing.ts";
import { isIdReused } from "./id-reused.ts";
import { type Expected, isPending } from "./overlay.ts";
import { actTexts } from "./texts.ts";
import { useIsGone } from "./use-is-gone.ts";

/** How it stands with the command of a form. */
interface Sending {
  readonly expected: Expected | undefined;
  readonly isLocked: boolean;
  /** Sends it; `told` says that it has taken effect, `then` is called in place of `done`. */
  send<Input extends { commandId: string }>(
    command: Command<Input>,
    told?: (kind: "done" | "unchanged") => Sentence,
    then?: Closing,
  ): Promise<void>;
}

/** Sends what a form commands under this id. */
export function useSending({
  commandId,
  place,
  removeSent,
  follow,
  done,
}: {
  readonly commandId: string;
  /** The element of the form. */
  readonly place: RefObject<HTMLElement | null>;
  /** Deletes the draft that was sent under this id at this instant, or says that it was changed since; left out where there is none. */
  readonly removeSent?: (commandId: string, at: number) => boolean;
  /** Goes on with the draft, which has been given another id; left out where there is none. */
  readonly follow?: () => void;
  /** Closes the form, once it has taken effect; not called where the form is gone by then, since whatever is open is another one. */
  readonly done: Closing;
}): Sending {
  const { acting, notices, forms } = useConsole();
  const isGone = useIsGone();
  const overlay = useStore(acting.overlay);
  // The id that the form had before, where that was used for other words already: it says so under the next one.
  const [reused, setReused] = useState<string | null>(null);
  const under = (id: string | null) => overlay.find((each) => each.commandId === id);
  const expected = under(commandId) ?? under(reused);
  // Also where the page was loaded anew meanwhile: what waits goes as it was pressed.
  const isWaiting = useStore(acting.waiting).some((each) => each.commandId === commandId);
  const isLocked = isWaiting || (expected !== undefined && isPending(expected));

  useLayoutEffect(() => {
    const ids = [commandId, reused].flatMap((id) => id ?? []);
    forms.set(new Set([...forms.get(), ...ids]));
    return () => forms.set(new Set([...forms.get()].filter((id) => !ids.includes(id))));
  }, [forms, commandId, reused]);

  const latest = useRef({ removeSent, follow, done });
  latest.current = { removeSent, follow, done };
  const isReused = expected?.commandId === commandId && isIdReused(expected.outcome);
  useEffect(() => {
    if (!isReused || !latest.current.follow) return;
    setReused(commandId);
    latest.current.follow();
  }, [isReused, commandId]);
  const delivered = useStore(acting.delivered);
  const deliveredAt = delivered?.commandId === commandId ? delivered.at : null;
  useEffect(() => {
    if (deliveredAt === null) return;
    const isGoing = latest.current.removeSent?.(commandId, deliveredAt) ?? true;
    if (isGoing) latest.current.done(place.current);
  }, [deliveredAt, commandId, place]);

  // A field that is locked would lose the focus, and the letters that go on to the next line with it: the form has it meanwhile, and
  // the field again where the form comes back, as after a refusal.
  const focused = useRef<HTMLElement | null>(null);
  useEffect(() => {
    if (isLocked) return;
    const { activeElement } = document;
    if (activeElement === document.body || activeElement === place.current) focused.current?.focus();
    focused.current = null;
  }, [isLocked, place]);

  return {
    expected,
    isLocked,
    async send(command, told, then) {
      const { activeElement } = document;
      if (activeElement instanceof HTMLElement && place.current?.contains(activeElement)) {
        focused.current = activeElement;
        place.current.focus({ preventScroll: true });
      }
      const at = Date.now();
      const outcome = await acting.act(command);
      // Where the form is gone, a refusal has no place any more to stand on.
      if (outcome.kind === "refused" && isGone.current) {
        const { zh, en } = outcome.sentence;
        const why = { zh: actTexts.zh.refused(command.title, zh), en: actTexts.en.refused(command.title, en) };
        notices.tell("failed", why, commandId);
      }
      if (outcome.kind !== "done" && outcome.kind !== "unchanged") return;
      const isGoing = removeSent?.(commandId, at) ?? true;
      if (told) notices.tell("done", told(outcome.kind));
      // It may have been unfolded again meanwhile: then that one closes.
      if (isGone.current) acting.delivered.set({ commandId, at });
      // What was made of it since in another tab is still to be sent.
      else if (isGoing) (then ?? latest.current.done)(place.current);
    },
  };
}
