// What became of lines that were accepted together 批量签收结果: how many were, and which were refused, each with the reason.
import { PlainText } from "../parts/plain-text.tsx";
import { useSay, useTexts } from "../texts/catalogue.ts";
import { useJoining } from "../texts/joining.ts";
import { ledgerTexts } from "./texts.ts";
import type { Accepted } from "./use-accepting.ts";

/** How many, in words. */
export function useAcceptedWords(): (result: Accepted) => string {
  const texts = useTexts(ledgerTexts);
  const joining = useJoining();
  return ({ done, refused, unsent }) =>
    joining.clauses([
      texts.accepted(done),
      ...(refused.length > 0 ? [texts.refused(refused.length)] : []),
      ...(unsent > 0 ? [texts.unsent(unsent)] : []),
    ]);
}

/** Those that were refused. */
export function RefusedLines({ refused }: Pick<Accepted, "refused">) {
  const say = useSay();
  if (refused.length === 0) return null;
  return (
    <ul className="batch-refused">
      {refused.map(({ id, words, sentence }) => (
        <li key={id}>
          <PlainText>{words}</PlainText> <span className="returned">{sentence && say(sentence)}</span>
        </li>
      ))}
    </ul>
  );
}
