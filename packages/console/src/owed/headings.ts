// The headings of a plan 目标 in a form: one choice for a first-level heading, or one below it.
import type { FieldSpec } from "../act/fields.ts";
import { headingWords } from "../parts/heading-words.ts";
import { useTexts } from "../texts/catalogue.ts";
import { owedTexts } from "./texts.ts";

interface Heading {
  readonly no: string;
  readonly title: string;
  readonly children: readonly { readonly no: string; readonly title: string }[];
}

const between = "\n";

/** How a form holds a heading. */
export const headingText = (section: string | null | undefined, subsection: string | null | undefined): string =>
  section == null ? "" : subsection == null ? section : `${section}${between}${subsection}`;

/** The numerals of the heading that a form holds; null for none. */
export function headingIn(text: string): { readonly section: string | null; readonly subsection: string | null } {
  const [section, subsection] = text.split(between);
  return { section: section || null, subsection: subsection ?? null };
}

/** The field. */
export function useHeadingSpec(sections: readonly Heading[], first: string): FieldSpec {
  const texts = useTexts(owedTexts);
  const options = sections.flatMap(({ no, title, children }) => [
    [headingText(no, null), headingWords(no, title)] as const,
    ...children.map((child) => [headingText(no, child.no), `\u2003${headingWords(child.no, child.title)}`] as const),
  ]);
  return {
    ...{ name: "heading", label: texts.heading, kind: "choice", first },
    options: [["", texts.noHeading], ...options],
  };
}
