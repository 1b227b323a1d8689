// Which act has its form open 打开的表单, of several that stand together; and where the focus goes when that form goes.
import { type FocusEvent, type HTMLAttributes, type RefAttributes, useEffect, useRef, useState } from "react";

/** The act whose form is open, beside its buttons. */
export interface OpenedAct {
  /** What the element is given that holds the buttons and the form: it takes the focus where what had it goes. */
  readonly place: HTMLAttributes<HTMLDivElement> & RefAttributes<HTMLDivElement>;
  /** The name of the act; null where no form is open. */
  readonly opened: string | null;
  /** Opens the form of an act, or closes it where it is the one that is open. */
  readonly press: (name: string) => void;
  /** Closes the form: the focus goes back to the button that it was opened from. */
  readonly close: () => void;
}

/** Begins with the form of an act, or with none. */
export function useOpenedAct(first: () => string | null = () => null): OpenedAct {
  const [opened, setOpened] = useState(first);
  const ref = useRef<HTMLDivElement>(null);
  const isHere = useRef(false);
  // An act that is done is often open no more: its button goes once the server has answered. A form cares for its own fields.
  useEffect(() => {
    const place = ref.current;
    if (!isHere.current || place === null || place.querySelector("form")) return;
    if (document.activeElement === document.body) place.focus();
  });
  return {
    opened,
    place: {
      ...{ ref, tabIndex: -1, className: "act-forms" },
      onFocus() {
        isHere.current = true;
      },
      onBlur({ relatedTarget }: FocusEvent) {
        isHere.current = relatedTarget instanceof Node && (ref.current?.contains(relatedTarget) ?? false);
      },
    },
    press: (name) => setOpened(name === opened ? null : name),
    close() {
      setOpened(null);
      const button = ref.current?.querySelector<HTMLElement>(`[data-act="${opened}"]`);
      (button ?? ref.current)?.focus();
    },
  };
}
