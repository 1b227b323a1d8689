// The bar at the foot 批量签收: how many are selected, and after the act what became of each.
import { useState } from "react";
import { inBatches } from "../act/batch.ts";
import { commandId } from "../act/command-id.ts";
import { useConsole } from "../console.ts";
import { AcceptAssignmentDocument } from "../generated/operations.ts";
import { PlainText } from "../parts/plain-text.tsx";
import { useSay, useTexts } from "../texts/catalogue.ts";
import type { Sentence } from "../texts/sentence.ts";
import type { Line } from "./ledger-line.ts";
import { ledgerTexts } from "./texts.ts";

interface Refused {
  readonly id: string;
  readonly words: string;
  readonly sentence: Sentence | null;
}

interface Result {
  readonly done: number;
  readonly refused: readonly Refused[];
  readonly unsent: number;
}

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
  const say = useSay();
  const { acting } = useConsole();
  const [result, setResult] = useState<Result | null>(null);
  const [isSending, setSending] = useState(false);

  async function accept(): Promise<void> {
    setSending(true);
    setResult(null);
    const outcomes = await inBatches(lines, async ({ id, taskId, key, no, text }) => {
      const named = { id: String(id), words: [no, text].filter(Boolean).join(" ") };
      if (taskId == null) return { ...named, kind: "refused" as const, sentence: null };
      const outcome = await acting.act({
        document: AcceptAssignmentDocument,
        input: { commandId: commandId(), taskId, unitId },
        of: key ?? "",
        fields: { state: "ACCEPTED" },
        title: texts.accept,
      });
      return { ...named, kind: outcome.kind, sentence: outcome.kind === "refused" ? outcome.sentence : null };
    });
    const count = (...kinds: readonly string[]) => outcomes.filter(({ kind }) => kinds.includes(kind)).length;
    const refused = outcomes.filter(({ kind }) => kind === "refused");
    setResult({ done: count("done", "unchanged"), refused, unsent: count("unknown", "sent") });
    const left = new Set(chosen);
    for (const { id, kind } of outcomes) if (kind !== "refused") left.delete(id);
    setChosen(left);
    setSending(false);
  }

  if (lines.length === 0 && result === null) return null;
  return (
    <div className="batch-bar">
      <span role="status">
        {result !== null &&
          [
            texts.accepted(result.done),
            ...(result.refused.length > 0 ? [texts.refused(result.refused.length)] : []),
            ...(result.unsent > 0 ? [texts.unsent(result.unsent)] : []),
          ].join("；")}
        {result === null && texts.chosen(lines.length)}
      </span>
      {result !== null && result.refused.length > 0 && (
        <ul className="batch-refused">
          {result.refused.map(({ id, words, sentence }) => (
            <li key={id}>
              <PlainText>{words}</PlainText> <span className="returned">{sentence && say(sentence)}</span>
            </li>
          ))}
        </ul>
      )}
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
