// Keeps the focus in a place of the page 焦点: where what had it goes, such as a button whose act is done or a link that led on, the place itself takes it.
import { type FocusEvent, type HTMLAttributes, type RefAttributes, type RefObject, useEffect, useRef } from "react";

/** What the element of the place is given. */
export type KeptFocus = HTMLAttributes<HTMLDivElement> &
  RefAttributes<HTMLDivElement> & { readonly ref: RefObject<HTMLDivElement | null> };

export function useKeptFocus(): KeptFocus {
  const ref = useRef<HTMLDivElement>(null);
  const isHere = useRef(false);
  // A form cares for its own fields: those that are locked lose the focus, too.
  useEffect(() => {
    const place = ref.current;
    if (!isHere.current || place === null || place.querySelector("form")) return;
    if (document.activeElement === document.body) place.focus();
  });
  return {
    ...{ ref, tabIndex: -1 },
    onFocus() {
      isHere.current = true;
    },
    onBlur({ relatedTarget }: FocusEvent) {
      isHere.current = relatedTarget instanceof Node && (ref.current?.contains(relatedTarget) ?? false);
    },
  };
}

/** Whether the focus is in a place, or lost with what was there; whoever has gone on from there meanwhile has it elsewhere. */
export const isFocusIn = (place: Element | null | undefined): boolean =>
  document.activeElement === document.body || (place?.contains(document.activeElement) ?? false);

/** Takes the focus from a place whose content goes to another one. Who has gone on from there meanwhile stays where she is. */
export function focusFrom(place: Element | null | undefined, to: HTMLElement | null | undefined): void {
  if (isFocusIn(place)) to?.focus();
}

/** Where what had the focus is gone, it goes on in the page, and not at the top of the document. */
export function focusPageIfLost(): void {
  if (document.activeElement === document.body) document.getElementById("main")?.focus({ preventScroll: true });
}

/** Once what this is used in is gone, a focus that was lost with it goes on in the page. */
export function usePageFocusAfter(): void {
  useEffect(() => () => void requestAnimationFrame(focusPageIfLost), []);
}
