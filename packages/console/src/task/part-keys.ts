// The letters that act in the table of parts 分工快捷键: from unit to unit, and the acts that are pressed most, where the server offers them.
import { type KeyboardEvent, type RefObject, useRef } from "react";
import { useConsole } from "../console.ts";
import { isPlainKey } from "../shell/shortcuts.ts";
import { useStore } from "../store.ts";

/** What each letter presses: the first of these acts that is open. */
const acts: Readonly<Record<string, readonly string[]>> = {
  KeyE: ["endorseCompletion", "signOff"],
  KeyN: ["returnCompletion"],
};
const steps: Readonly<Record<string, 1 | -1>> = { KeyJ: 1, KeyK: -1 };

export function usePartKeys(): {
  readonly table: RefObject<HTMLTableElement | null>;
  readonly keys: (event: KeyboardEvent<HTMLElement>) => void;
} {
  const table = useRef<HTMLTableElement>(null);
  const { settings } = useConsole();
  const { hasLetters } = useStore(settings);
  function keys(event: KeyboardEvent<HTMLElement>): void {
    const { target } = event;
    if (!hasLetters || !isPlainKey(event.nativeEvent) || !(target instanceof Element)) return;
    const at = target.closest<HTMLElement>("[data-part]")?.dataset["part"];
    if (at === undefined) return;
    const step = steps[event.code];
    const found = step === undefined ? button(at, acts[event.code] ?? []) : beside(at, step);
    if (!found) return;
    event.preventDefault();
    found.focus();
    if (step !== undefined) return;
    found.click();
    // Whoever pressed a letter goes on typing: the form is there in the next frame.
    const form = `[data-part="${CSS.escape(at)}"] form :is(textarea, input, select)`;
    const field = () => table.current?.querySelector<HTMLElement>(form);
    requestAnimationFrame(() => field()?.focus());
  }
  /** The open button of the first of these acts on a part. */
  const button = (part: string, names: readonly string[]): HTMLElement | undefined =>
    names
      .map((name) =>
        table.current?.querySelector<HTMLElement>(`[data-part="${CSS.escape(part)}"] button[data-act="${name}"]`),
      )
      .find((each) => each != null) ?? undefined;
  /** The name of the unit before or after that of a part. */
  function beside(part: string, step: 1 | -1): HTMLElement | undefined {
    const names = [...(table.current?.querySelectorAll<HTMLElement>("[data-part] > th") ?? [])];
    const place = names.findIndex((name) => name.closest<HTMLElement>("[data-part]")?.dataset["part"] === part);
    return names[place + step]?.querySelector<HTMLElement>("a") ?? undefined;
  }
  return { table, keys };
}
