// Units and tasks by their words 找单位和任务, each with where it leads.
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useConsole } from "../console.ts";
import { FindByWordsDocument } from "../generated/operations.ts";
import { FoundCount } from "../parts/found-count.tsx";
import { PlainText } from "../parts/plain-text.tsx";
import { useWords } from "../parts/word.tsx";
import { useTexts } from "../texts/catalogue.ts";
import { auditTexts } from "./texts.ts";

/** What was found. */
export interface Subject {
  readonly kind: "UNIT" | "TASK";
  readonly id: string;
}

export function FoundSubjects({
  words,
  doors,
}: {
  readonly words: string;
  /** The links beside what was found. */
  readonly doors: (subject: Subject, title: ReactNode) => ReactNode;
}) {
  const texts = useTexts(auditTexts);
  const kindWord = useWords("SearchKind");
  const { ask } = useConsole();
  const hits = useQuery({
    queryKey: ["found by words", words],
    queryFn: ({ signal }) => ask(FindByWordsDocument, { text: words, kinds: ["UNIT", "TASK"] }, signal),
    placeholderData: keepPreviousData,
  });
  const found = (hits.data?.search.edges ?? []).map(({ node }) => node);
  if (hits.data && found.length === 0) return <p role="status">{texts.foundNone}</p>;
  const total = hits.data?.search.totalCount ?? 0;
  return (
    <>
      <ul className="found" aria-label={texts.found}>
        {found.map(({ id, kind, title }) => (
          <li key={id}>
            <span className="small">{kindWord(kind)}</span>{" "}
            {doors({ kind: kind === "TASK" ? "TASK" : "UNIT", id: String(id) }, <PlainText>{title}</PlainText>)}
          </li>
        ))}
      </ul>
      {total > found.length && <FoundCount shown={found.length} total={total} />}
    </>
  );
}
