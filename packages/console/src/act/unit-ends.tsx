// Which of the units that a form offers have ended 已撤并的单位: said beside each before anything is sent, with who took over.
import { inPortions } from "../ask/portions.ts";
import { useQuestions } from "../ask/use-question.ts";
import { EndsOfUnitsDocument } from "../generated/operations.ts";
import { dayText } from "../parts/day.ts";
import { PlainText } from "../parts/plain-text.tsx";
import { useWords } from "../parts/word.tsx";
import { useLanguage, useTexts } from "../texts/catalogue.ts";
import { useJoining } from "../texts/joining.ts";
import { actTexts } from "./texts.ts";

/** How each of these ended, or will, in words; null for those that go on. */
export function useUnitEnds(ids: readonly string[]): (id: string) => string | null {
  const texts = useTexts(actTexts);
  const joining = useJoining();
  const language = useLanguage();
  const statusWord = useWords("UnitStatus");
  const answers = useQuestions(
    EndsOfUnitsDocument,
    inPortions([...new Set(ids)].sort()).map((portion) => ({ ids: [...portion] })),
  );
  const ends = new Map(
    answers
      .flatMap(({ data }) => data?.nodes ?? [])
      .flatMap((node) => {
        if (!node || !("endedOn" in node) || node.endedOn === null) return [];
        const { id, kind, status, endedOn, successors } = node;
        const said = [
          status === "ACTIVE"
            ? texts.willEnd(dayText(endedOn, language))
            : texts.ended(statusWord(status), dayText(endedOn, language)),
          ...(successors.length > 0
            ? [texts.successors(joining.list(successors.map(({ name }) => name)))]
            : kind === "UNIT"
              ? [texts.noSuccessor]
              : []),
        ];
        return [[String(id), said.join(texts.clauseEnd)] as const];
      }),
  );
  return (id) => ends.get(id) ?? null;
}

/** The words beside a unit; `id` is what they are described by. */
export const UnitEnd = ({ id, words }: { readonly id: string; readonly words: string }) => (
  <span id={id} className="small unit-end">
    <span aria-hidden="true">▲</span> <PlainText>{words}</PlainText>
  </span>
);
