// The keys of the queue 快捷键: letters act while the list or the item has the focus, and can be switched off; arrows act in the list.
import { type RefObject, useEffect, useRef } from "react";
import { useConsole } from "../console.ts";
import { isPlainKey } from "../shell/shortcuts.ts";
import { useStore } from "../store.ts";

export function useKeys(place: RefObject<HTMLElement | null>, keys: Readonly<Record<string, () => unknown>>): void {
  const { settings } = useConsole();
  const { hasLetters } = useStore(settings);
  const latest = useRef(keys);
  useEffect(() => {
    latest.current = keys;
  });
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      if (!(event.target instanceof Node) || !place.current?.contains(event.target) || !isPlainKey(event)) return;
      const isArrow = event.code.startsWith("Arrow");
      if (isArrow ? !(event.target instanceof Element && event.target.closest("ul")) : !hasLetters) return;
      // A slash alone opens the search of the page.
      if (event.code === "Slash" && !event.shiftKey) return;
      const act = latest.current[event.code.replace("Key", "").toLowerCase()];
      if (!act) return;
      event.preventDefault();
      act();
    };
    document.addEventListener("keydown", pressed);
    return () => document.removeEventListener("keydown", pressed);
  }, [place, hasLetters]);
}
