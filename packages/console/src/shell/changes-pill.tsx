// The pill that tells of changes while a line is under somebody's hand 新变更: nothing moves before it is pressed.
import { useRef } from "react";
import { useConsole } from "../console.ts";
import { useStore } from "../store.ts";
import { useTexts } from "../texts/catalogue.ts";
import { shellTexts } from "./texts.ts";

export function ChangesPill() {
  const texts = useTexts(shellTexts);
  const { live } = useConsole();
  const [count, isHeld] = [useStore(live.waiting), useStore(live.isHeld)];
  // It goes when it is pressed; the focus stays where it was.
  const place = useRef<HTMLSpanElement>(null);
  const show = () => {
    place.current?.focus();
    live.show();
  };
  return (
    <span ref={place} tabIndex={-1}>
      {count > 0 && isHeld && (
        <button type="button" className="pill" onClick={show}>
          {texts.changes(count)}
        </button>
      )}
    </span>
  );
}
