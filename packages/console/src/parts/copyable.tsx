// A number with a button that copies it 复制: for whoever tells somebody else of it. Where the browser does not copy, it is selected and that is said.
import { useRef, useState } from "react";
import { useTexts } from "../texts/catalogue.ts";
import { partTexts } from "./texts.ts";

/** The number under which the server has recorded a request that failed. */
export function RequestNumber({ requestId }: { readonly requestId: string }) {
  return <Copyable label={useTexts(partTexts).requestId} text={requestId} />;
}

export function Copyable({
  label,
  text,
  isLabelled = false,
}: {
  /** What it is, in words before it. */
  readonly label: string;
  /** Whether they stand somewhere else, as in the head of a column: then the button alone says them. */
  readonly isLabelled?: boolean;
  /** What is copied. */
  readonly text: string;
}) {
  const texts = useTexts(partTexts);
  const shown = useRef<HTMLSpanElement>(null);
  const [outcome, setOutcome] = useState<"copied" | "selected" | null>(null);
  return (
    <span className="copyable small">
      {!isLabelled && `${label} `}
      <span ref={shown} className="selectable">
        {text}
      </span>{" "}
      <button
        type="button"
        className="quiet"
        aria-label={texts.copyOf(label)}
        onClick={() => shown.current && setOutcome(copied(shown.current) ? "copied" : "selected")}
        // It was told once; whoever comes back and copies again is told again.
        onBlur={() => setOutcome(null)}
      >
        {texts.copy}
      </button>{" "}
      <span role="status">{outcome && texts[outcome]}</span>
    </span>
  );
}

/**
 * Copies the words of an element, and tells whether the browser did; if not, they stay selected. The clipboard itself is out of reach on plain
 * http: what is selected is copied as by the keys.
 */
function copied(element: Element): boolean {
  const selection = window.getSelection();
  selection?.selectAllChildren(element);
  const isDone = document.execCommand("copy");
  if (isDone) selection?.removeAllRanges();
  return isDone;
}
