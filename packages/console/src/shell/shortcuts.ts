// Single letters that act 快捷键: only outside of fields, never while an input method composes, and by the key's place.

interface Pressed {
  readonly key: string;
  readonly isComposing: boolean;
  readonly keyCode: number;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly target: EventTarget | null;
}

/** 229 is what a key is while an input method takes it. */
const composing = 229;

/** Whether a key is meant for the page, and not for a field, an input method or the browser. */
export const isPlainKey = ({ isComposing, keyCode, ctrlKey, metaKey, altKey, target }: Pressed): boolean =>
  !(isComposing || keyCode === composing || ctrlKey || metaKey || altKey) && !isField(target);

function isField(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || (/^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName) && !isTick(target)))
  );
}

const isTick = (target: HTMLElement) => target instanceof HTMLInputElement && target.type === "checkbox";
