// Keys that act 快捷键: letters and signs only outside of fields, never while an input method composes; letters by the key's place.

interface Pressed {
  readonly key: string;
  readonly code: string;
  readonly isComposing: boolean;
  readonly keyCode: number;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
  readonly target: EventTarget | null;
}

/** 229 is what a key is while an input method takes it. */
const composing = 229;

/** Whether a key is meant for the page, and not for a field, an input method or the browser. */
const isPlainKey = ({ isComposing, keyCode, ctrlKey, metaKey, altKey, target }: Pressed): boolean =>
  !(isComposing || keyCode === composing || ctrlKey || metaKey || altKey) && (target === null || !isField(target));

function isField(target: EventTarget): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || (/^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName) && !isTick(target)))
  );
}

const isTick = (target: HTMLElement) => target instanceof HTMLInputElement && target.type === "checkbox";

/** Whether a press is of one letter or sign, which can be switched off (WCAG 2.1.4): not of Control with one, nor of a key with a name. */
export const isCharacter = (press: string): boolean => /^(Shift\+)?.$/u.test(press);

/**
 * Whether this was pressed: a small letter such as `j`, `Shift+r`, `Control+k`, a sign such as `/`, or a key by its name, such as
 * `ArrowDown`. A letter goes by its place, so that it does not matter which letters or input method are on; a sign by what it writes.
 */
export function isPressed(press: string, event: Pressed): boolean {
  const [, control, shift, name = ""] = /^(Control\+)?(Shift\+)?(.+)$/u.exec(press) ?? [];
  const isLetter = /^[a-z]$/.test(name);
  const isIt = isLetter ? event.code === `Key${name.toUpperCase()}` : event.key.normalize("NFKC") === name;
  if (!isIt) return false;
  if (control) return event.ctrlKey || event.metaKey;
  return isPlainKey(event) && (!isLetter || event.shiftKey === (shift !== undefined));
}

const signs: Readonly<Record<string, string>> = { ArrowDown: "↓", ArrowUp: "↑" };

/** A press as the keyboard has it; `enter` is what the key Enter is called. */
export function pressText(press: string, enter: string): string {
  const text = (signs[press] ?? press).replace("Control+", "Ctrl+").replace("Enter", enter);
  return press.includes("+") ? text.replace(/[a-z]$/, (letter) => letter.toUpperCase()) : text;
}
