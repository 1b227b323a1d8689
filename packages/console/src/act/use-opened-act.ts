// Which act has its form open 打开的表单, of several that stand together; and where the focus goes when that form goes.
import { useState } from "react";
import { focusFrom, type KeptFocus, useKeptFocus } from "../parts/kept-focus.ts";
import type { Closing } from "./closing.ts";

/** The act whose form is open, beside its buttons. */
export interface OpenedAct {
  /** What the element is given that holds the buttons and the form. */
  readonly place: KeptFocus;
  /** The name of the act; null where no form is open. */
  readonly opened: string | null;
  /** Opens the form of an act, or closes it where it is the one that is open. */
  readonly press: (name: string) => void;
  /** Closes the form: the focus goes back to the button that it was opened from. */
  readonly close: Closing;
}

/** Begins with the form of an act, or with none. */
export function useOpenedAct(first: () => string | null = () => null): OpenedAct {
  const [opened, setOpened] = useState(first);
  const place = useKeptFocus();
  return {
    ...{ opened, place },
    press: (name) => setOpened(name === opened ? null : name),
    close(form) {
      setOpened((now) => (now === opened ? null : now));
      const { current } = place.ref;
      const button = current?.querySelector<HTMLElement>(`[data-act="${opened}"]`);
      focusFrom(form, button ?? current);
    },
  };
}
