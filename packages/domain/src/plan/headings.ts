// The headings that a task may stand under 目标: those that the plan's notice prints.
import { type Rejection, reject } from "../kernel/action.ts";
import type { DraftSection } from "./draft.ts";

/** The refusal of headings that the plan has not, or has not one under the other; null if they fit. */
export function refusalOfHeadings(
  sections: readonly DraftSection[],
  { section, subsection }: { readonly section: string | null; readonly subsection: string | null },
): Rejection | null {
  const missing = (no: string) => reject("HEADING_NOT_IN_PLAN", no);
  if (section === null) return subsection === null ? null : missing(subsection);
  // A notice of several parts may have a heading with this numeral in each.
  const named = sections.filter(({ no }) => no === section);
  if (named.length === 0) return missing(section);
  const fits = subsection === null || named.some(({ children }) => children.some(({ no }) => no === subsection));
  return fits ? null : missing(`${section}${subsection}`);
}
