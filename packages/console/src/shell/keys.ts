// The keys of the page 快捷键: each is declared once, where it acts; what is declared is what the page lists, so that no list forgets one.
import { type RefObject, useEffect, useRef } from "react";
import { useConsole } from "../console.ts";
import { useStore } from "../store.ts";
import type { KeyGroup, KeyListed } from "./key-groups.ts";
import { isCharacter, isPressed } from "./shortcuts.ts";

/** A key that acts. */
export interface ActingKey extends KeyListed {
  /** Does it, for what has the focus; false where it means nothing there. Left out where the browser, or a form, does it by itself. */
  readonly act?: (focused: Element) => unknown;
}

const dialogs = '[role="dialog"], [role="alertdialog"]';

/**
 * Keys that act while the focus is in a place; without a place, anywhere but in a dialog. They are listed while this is used. Letters and signs do
 * nothing while they are switched off.
 */
export function useKeys(place: RefObject<HTMLElement | null> | null, title: string, keys: readonly ActingKey[]): void {
  const { settings, keys: listed } = useConsole();
  const { hasLetters } = useStore(settings);
  const latest = useRef(keys);
  useEffect(() => {
    latest.current = keys;
  });
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      const { target } = event;
      if (!(target instanceof Element)) return;
      // Behind a dialog there is nobody.
      if (place === null ? target.closest(dialogs) !== null : !place.current?.contains(target)) return;
      const key = latest.current.find(({ press }) => isPressed(press, event));
      if (!key?.act || (isCharacter(key.press) && !hasLetters)) return;
      if (key.act(target) !== false) event.preventDefault();
    };
    document.addEventListener("keydown", pressed);
    return () => document.removeEventListener("keydown", pressed);
  }, [place, hasLetters]);
  const isAnywhere = place === null;
  // As text, which is the same each time that the same keys are declared.
  const shown = JSON.stringify(keys.map(({ press, does }) => ({ press, does })));
  useEffect(() => {
    const group: KeyGroup = { title, isAnywhere, keys: JSON.parse(shown) };
    listed.set([...listed.get(), group]);
    return () => listed.set(listed.get().filter((each) => each !== group));
  }, [listed, title, isAnywhere, shown]);
}
