// The bar at the foot 批量签收: how many are selected, and after the act what became of each.
import { useState } from "react";
import { useTexts } from "../texts/catalogue.ts";
import { RefusedLines, useAcceptedWords } from "./accepted.tsx";
import type { Line } from "./ledger-line.ts";
import { ledgerTexts } from "./texts.ts";
import { type Accepted, useAccepting } from "./use-accepting.ts";

export function BatchBar({
  lines,
  unitId,
  chosen,
  setChosen,
}: {
  readonly lines: readonly Line[];
  readonly unitId: string;
  readonly chosen: ReadonlySet<string>;
  readonly setChosen: (chosen: ReadonlySet<string>) => void;
}) {
  const texts = useTexts(ledgerTexts);
  const acceptAll = useAccepting(unitId);
  const acceptedWords = useAcceptedWords();
  const [result, setResult] = useState<Accepted | null>(null);
  const [isSending, setSending] = useState(false);

  async function accept(): Promise<void> {
    setSending(true);
    setResult(null);
    const accepted = await acceptAll(lines);
    setResult(accepted);
    const sent = new Set(lines.map(({ id }) => String(id)));
    for (const { id } of accepted.refused) sent.delete(id);
    setChosen(new Set([...chosen].filter((id) => !sent.has(id))));
    setSending(false);
  }

  if (lines.length === 0 && result === null) return null;
  return (
    <div className="batch-bar">
      <span role="status">{result === null ? texts.chosen(lines.length) : acceptedWords(result)}</span>
      {result !== null && <RefusedLines refused={result.refused} />}
      {lines.length > 0 && (
        <button type="button" className="main-button" disabled={isSending} onClick={() => void accept()}>
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
