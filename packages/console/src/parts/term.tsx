// Words that lead to their meanings in the glossary 名词: quiet links, for where a word stands by itself and not in a label or a button.
import type { ReactNode } from "react";
import { glossaryAddress } from "../glossary/address.ts";
import type { TermId } from "../glossary/terms.ts";
import { useTexts } from "../texts/catalogue.ts";
import { PageLink } from "./page-link.tsx";
import { partTexts } from "./texts.ts";

/** A word as a link to its meaning. */
export function Term({
  id,
  name,
  children,
}: {
  readonly id: TermId;
  /** What it is called where it could be taken for something else. */
  readonly name?: string;
  readonly children: ReactNode;
}) {
  const texts = useTexts(partTexts);
  return (
    <PageLink
      className="term"
      page={glossaryAddress}
      state={{ term: id }}
      {...(name && { "aria-label": name })}
      title={texts.inGlossary}
    >
      {children}
    </PageLink>
  );
}

/** The words of a part of the page that not everybody knows, beside or below it. */
export function TermsLine({ of }: { readonly of: readonly (readonly [id: TermId, word: string])[] }) {
  const texts = useTexts(partTexts);
  return (
    <span className="small terms">
      {texts.terms}
      {of.map(([id, word]) => (
        // A button of the page may have the same word.
        <Term key={id} id={id} name={texts.termNamed(word)}>
          {word}
        </Term>
      ))}
    </span>
  );
}

/** The words of the days that a page is judged by and is of. */
export function MomentTerms() {
  const texts = useTexts(partTexts);
  return (
    <TermsLine
      of={[
        ["judgedDay", texts.judgedDay],
        ["asOf", texts.asOf],
      ]}
    />
  );
}
