// Keeps the notices where they cover nothing that is being filled in, while the page under them scrolls, grows and shrinks.
import { type RefObject, useLayoutEffect, useState } from "react";
import { type Box, type Corner, freeCorner } from "./place.ts";

/** What a notice must not cover: what one fills in, and the bars in which one goes on. */
const takenBy = "form, input, textarea, select, .batch-bar, .held";

const isSeen = ({ left, top, right, bottom }: Box): boolean =>
  right > left && bottom > top && right > 0 && bottom > 0 && left < window.innerWidth && top < window.innerHeight;

/** The corner for the notices; null where there is none. `count` is how many are shown: while there are none, nothing is watched. */
export function usePlace(notices: RefObject<HTMLElement | null>, count: number): Corner | null {
  const [corner, setCorner] = useState<Corner | null>("bottom-end");
  useLayoutEffect(() => {
    if (count === 0) return;
    let frame = 0;
    const look = () => {
      frame = 0;
      const shown = notices.current;
      if (!shown) return;
      const taken = [...document.querySelectorAll(takenBy)].map((each) => each.getBoundingClientRect()).filter(isSeen);
      const { offsetWidth: width, offsetHeight: height } = shown;
      setCorner(freeCorner({ width, height }, { width: window.innerWidth, height: window.innerHeight }, taken));
    };
    const again = () => {
      if (frame === 0) frame = window.requestAnimationFrame(look);
    };
    look();
    const watched = new ResizeObserver(again);
    watched.observe(document.body);
    for (const event of ["scroll", "resize", "focusin"]) window.addEventListener(event, again, { passive: true });
    return () => {
      window.cancelAnimationFrame(frame);
      watched.disconnect();
      for (const event of ["scroll", "resize", "focusin"]) window.removeEventListener(event, again);
    };
  }, [notices, count]);
  return corner;
}
