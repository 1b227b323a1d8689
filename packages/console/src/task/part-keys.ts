// The keys that act in the table of parts 分工快捷键: from unit to unit, and the acts that are pressed most, where the server offers them.
import { type RefObject, useRef } from "react";
import { useKeys } from "../shell/keys.ts";
import { useTexts } from "../texts/catalogue.ts";
import { taskTexts } from "./texts.ts";

/** What is to be the table. */
export function usePartKeys(): RefObject<HTMLTableElement | null> {
  const texts = useTexts(taskTexts);
  const table = useRef<HTMLTableElement>(null);

  /** Goes to the name of the unit before or after that of the part with the focus. */
  const goes = (step: 1 | -1) => (focused: Element) => {
    const names = [...(table.current?.querySelectorAll<HTMLElement>("[data-part] > th") ?? [])];
    const part = partAt(focused);
    const place = names.findIndex((name) => partAt(name) === part);
    const link = part === undefined ? undefined : names[place + step]?.querySelector<HTMLElement>("a");
    link?.focus();
    return link != null;
  };

  /** Presses the open button of the first of these acts on the part with the focus. */
  const presses = (names: readonly string[]) => (focused: Element) => {
    const part = partAt(focused);
    if (part === undefined) return false;
    const inPart = `[data-part="${CSS.escape(part)}"]`;
    const find = (what: string) => table.current?.querySelector<HTMLElement>(`${inPart} ${what}`);
    const button = names.map((name) => find(`button[data-act="${name}"]`)).find((each) => each != null);
    if (!button) return false;
    button.focus();
    button.click();
    // Whoever pressed a letter goes on typing: the form is there in the next frame.
    requestAnimationFrame(() => find("form :is(textarea, input, select)")?.focus());
    return true;
  };

  useKeys(table, texts.parts, [
    { press: "j", does: texts.keyNext, act: goes(1) },
    { press: "k", does: texts.keyPrevious, act: goes(-1) },
    { press: "e", does: texts.keyEndorses, act: presses(["endorseCompletion", "signOff"]) },
    { press: "n", does: texts.keyReturns, act: presses(["returnCompletion"]) },
  ]);
  return table;
}

const partAt = (element: Element): string | undefined => element.closest<HTMLElement>("[data-part]")?.dataset["part"];
