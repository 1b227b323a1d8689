// The bar at the foot 批量签收: how many are selected, and after the act what became of each.
import { type Dispatch, type SetStateAction, useLayoutEffect, useRef, useState } from "react";
import { focusFrom } from "../parts/kept-focus.ts";
import { type Ticks, unticked } from "../parts/ticks.ts";
import { useTexts } from "../texts/catalogue.ts";
import { RefusedLines, useAcceptedWords } from "./accepted.tsx";
import type { Line } from "./ledger-line.ts";
import { ledgerTexts } from "./texts.ts";
import { type Accepted, useAccepting } from "./use-accepting.ts";

export function BatchBar({
  lines,
  unitId,
  setChosen,
}: {
  readonly lines: readonly Line[];
  readonly unitId: string;
  readonly setChosen: Dispatch<SetStateAction<Ticks>>;
}) {
  const texts = useTexts(ledgerTexts);
  const acceptAll = useAccepting(unitId);
  const acceptedWords = useAcceptedWords();
  const [result, setResult] = useState<Accepted | null>(null);
  // How many are being sent; 0 where none are.
  const [sending, setSending] = useState(0);

  const isEmpty = lines.length === 0;
  const standing = useRef<HTMLSpanElement>(null);
  // The button that was pressed may be gone by now.
  useLayoutEffect(() => {
    if (isEmpty || result !== null) focusFrom(null, standing.current);
  }, [isEmpty, result]);

  async function accept(): Promise<void> {
    if (sending > 0) return;
    setSending(lines.length);
    setResult(null);
    const accepted = await acceptAll(lines);
    setResult(accepted);
    const refused = new Set(accepted.refused.map(({ id }) => id));
    setChosen(unticked(lines.map(({ id }) => String(id)).filter((id) => !refused.has(id))));
    setSending(0);
  }

  if (isEmpty && result === null && sending === 0) return null;
  return (
    <div className="batch-bar">
      <span role="status" ref={standing} tabIndex={-1}>
        {sending > 0 ? texts.accepting(sending) : result === null ? texts.chosen(lines.length) : acceptedWords(result)}
      </span>
      {result !== null && <RefusedLines refused={result.refused} />}
      {!isEmpty && (
        <button type="button" className="main-button" aria-disabled={sending > 0} onClick={() => void accept()}>
          {texts.acceptChosen(lines.length)}
        </button>
      )}
      <button
        type="button"
        className="quiet"
        onClick={() => {
          setChosen(new Set());
          setResult(null);
        }}
      >
        {texts.clearChosen}
      </button>
    </div>
  );
}
