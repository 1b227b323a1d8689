// From where a form was opened 打开处: a button, or a line on which a letter was pressed; once it is folded, the focus is back there.
import { useRef } from "react";
import { isFocusIn } from "../parts/kept-focus.ts";

export interface Opener {
  /** Notes where the focus is as the form is opened. */
  readonly note: () => void;
  /** Gives the focus of a form that goes back to where it was; false where that is gone, or nobody knows it. */
  readonly back: (form: Element | null) => boolean;
}

export function useOpener(): Opener {
  const from = useRef<Element | null>(null);
  return {
    note() {
      from.current = document.activeElement;
    },
    back(form) {
      const { current } = from;
      // What stands in the form goes with it.
      if (!(current instanceof HTMLElement) || current === document.body || form?.contains(current)) return false;
      if (!current.isConnected) return false;
      if (isFocusIn(form)) current.focus();
      return true;
    },
  };
}
