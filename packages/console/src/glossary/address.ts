// The address of the glossary 名词地址: the words looked for, the group, and the term that is looked at.
import { isOneOf } from "../one-of.ts";
import type { Raw } from "../page.ts";
import { type Group, groups } from "./groups.ts";

/** What the page shows. */
export interface GlossaryState {
  readonly q?: string;
  readonly group?: Group;
  /** The id of the term that is looked at. */
  readonly term?: string;
}

const read = ({ q, group, term }: Raw): GlossaryState => ({
  ...(q ? { q } : {}),
  ...(isOneOf(groups, group) ? { group } : {}),
  ...(term ? { term } : {}),
});

const write = (state: GlossaryState): Raw => ({ ...state });

/** The address, both ways. */
export const glossaryAddress = { path: "/glossary", read, write };
