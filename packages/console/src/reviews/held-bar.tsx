// What will be sent 将送出: each decision with the seconds it can still be taken back, never shown as done.
import { useEffect, useState } from "react";
import type { Held } from "../act/acting.ts";
import { PlainText } from "../parts/plain-text.tsx";
import { useTexts } from "../texts/catalogue.ts";
import { reviewTexts } from "./texts.ts";

export function HeldBar({ held, undo }: { readonly held: readonly Held[]; readonly undo: (one: Held) => void }) {
  const texts = useTexts(reviewTexts);
  const [now, setNow] = useState(() => Date.now());
  const isEmpty = held.length === 0;
  useEffect(() => {
    if (isEmpty) return;
    setNow(Date.now());
    const timer = window.setInterval(() => setNow(Date.now()), 1000);
    return () => window.clearInterval(timer);
  }, [isEmpty]);
  if (isEmpty) return null;
  return (
    <section className="held" aria-label={texts.held}>
      <ul>
        {held.map((one) => (
          <li key={one.commandId}>
            <PlainText>{one.heldBy.words}</PlainText>{" "}
            <span className="small">{texts.heldFor(Math.max(1, Math.ceil((one.heldUntil - now) / 1000)))}</span>{" "}
            <button type="button" onClick={() => undo(one)} aria-keyshortcuts="u">
              {texts.undo}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
