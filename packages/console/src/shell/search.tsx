// The search 查找, by `/` or Ctrl+K: pages, units, tasks and terms by their words, units by pinyin, too. It is one more way to a page, never the only one.
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { boardAddress } from "../board/address.ts";
import { useConsole } from "../console.ts";
import { FindByWordsDocument } from "../generated/operations.ts";
import { glossaryAddress } from "../glossary/address.ts";
import { ledgerAddress } from "../ledger/address.ts";
import { addressOf, type Me, usePages } from "../page.ts";
import { FoundCount } from "../parts/found-count.tsx";
import { AddressLink } from "../parts/page-link.tsx";
import { PlainText } from "../parts/plain-text.tsx";
import { useWords } from "../parts/word.tsx";
import { unitAddress } from "../roster/address.ts";
import { taskAddress } from "../task/address.ts";
import { useLanguage, useSay, useTexts } from "../texts/catalogue.ts";
import { hasWords } from "../texts/has-words.ts";
import { PageDialog } from "./dialog.tsx";
import { useKeys } from "./keys.ts";
import { entriesFor, opensFor } from "./navigation.tsx";
import { shellTexts } from "./texts.ts";

/** How many terms are listed at most; that there are more is said, with the way to the page that has all. */
const mostTerms = 5;

export function Search({ me }: { readonly me: Me }) {
  const texts = useTexts(shellTexts);
  const [isOpen, setOpen] = useState(false);
  const open = () => setOpen(true);
  useKeys(null, texts.keysAnywhere, [
    { press: "/", does: texts.search, act: open },
    { press: "Control+k", does: texts.search, act: open },
  ]);
  return (
    <>
      <button type="button" className="search-button" onClick={open} aria-keyshortcuts="/ Control+K">
        {texts.search}
      </button>
      <PageDialog title={texts.search} isOpen={isOpen} close={() => setOpen(false)}>
        <Finder me={me} done={() => setOpen(false)} />
      </PageDialog>
    </>
  );
}

function Finder({ me, done }: { readonly me: Me; readonly done: () => void }) {
  const texts = useTexts(shellTexts);
  const say = useSay();
  const kindWord = useWords("SearchKind");
  const { ask } = useConsole();
  const [text, setText] = useState("");
  const name = text.trim();
  const hits = useQuery({
    queryKey: ["found by words", name],
    // Of all kinds that she may find: to ask for one that she may not is refused as a whole.
    queryFn: ({ signal }) => ask(FindByWordsDocument, { text: name, kinds: null }, signal),
    placeholderData: keepPreviousData,
    enabled: name !== "",
  });
  const all = usePages();
  const opens = opensFor(all, me);
  const language = useLanguage();
  // What the words mean is loaded when somebody searches.
  const glossary = useQuery({
    queryKey: ["glossary"],
    queryFn: async () => {
      const { termsCalled, termsWith } = await import("../glossary/terms.ts");
      return { termsCalled, termsWith };
    },
    staleTime: Number.POSITIVE_INFINITY,
    structuralSharing: false,
    enabled: name !== "",
  });
  const called = name === "" ? [] : (glossary.data?.termsCalled(name, language) ?? []);
  const terms = called.slice(0, mostTerms);
  // The page finds them by their meaning, too: its number is said, so that the door leads to as many.
  const onPage = called.length > terms.length ? (glossary.data?.termsWith(name).length ?? 0) : 0;
  const pages = entriesFor(all, me).filter(({ word }) => hasWords(say(word), name));
  const found = name === "" ? [] : (hits.data?.search.edges ?? []).map(({ node }) => node);
  const total = hits.data?.search.totalCount ?? 0;
  const addressOfHit = ({ id, kind }: (typeof found)[number]) => {
    if (kind === "TASK") return addressOf(taskAddress, { taskId: String(id) });
    if (kind === "PLAN") return addressOf(boardAddress, { planId: String(id) });
    return addressOf(opens(ledgerAddress.path) ? ledgerAddress : unitAddress, { unitId: String(id) });
  };
  return (
    <div className="finder">
      <label>
        {texts.searchHint}
        {/* biome-ignore lint/a11y/noAutofocus: the dialog was opened to type here. */}
        <input type="search" autoFocus value={text} onChange={({ target }) => setText(target.value)} />
      </label>
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: a click that follows a link inside closes the dialog; Enter is one. */}
      <ul onClick={done}>
        {pages.map(({ to, word }) => (
          <li key={to}>
            <AddressLink to={to}>{say(word)}</AddressLink>
          </li>
        ))}
        {found.map((hit) => (
          <li key={hit.id}>
            <AddressLink to={addressOfHit(hit)}>
              <span className="small">{kindWord(hit.kind)}</span> <PlainText>{hit.title}</PlainText>{" "}
              {hit.excerpt && (
                <span className="small">
                  <PlainText>{hit.excerpt}</PlainText>
                </span>
              )}
            </AddressLink>
          </li>
        ))}
        {terms.map(({ id, word }) => (
          <li key={id}>
            <AddressLink to={addressOf(glossaryAddress, { term: id })}>
              <span className="small">{texts.term}</span> {say(word)}
            </AddressLink>
          </li>
        ))}
        {onPage > 0 && (
          <li>
            <AddressLink to={addressOf(glossaryAddress, { q: name })}>
              <span className="small">{texts.term}</span> {texts.moreTerms(called.length - terms.length, onPage)}
            </AddressLink>
          </li>
        )}
      </ul>
      {name !== "" && total > found.length && <FoundCount shown={found.length} total={total} />}
      {pages.length + found.length + terms.length === 0 && <p role="status">{texts.searchNone}</p>}
    </div>
  );
}
