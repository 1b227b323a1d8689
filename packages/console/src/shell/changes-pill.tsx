// The pill that tells of changes while a line is under somebody's hand 新变更: nothing moves before it is pressed.
import { useConsole } from "../console.ts";
import { useStore } from "../store.ts";
import { useTexts } from "../texts/catalogue.ts";
import { shellTexts } from "./texts.ts";

export function ChangesPill() {
  const texts = useTexts(shellTexts);
  const { live } = useConsole();
  const [count, isHeld] = [useStore(live.waiting), useStore(live.isHeld)];
  if (count === 0 || !isHeld) return null;
  return (
    <button type="button" className="pill" onClick={live.show}>
      {texts.changes(count)}
    </button>
  );
}
