// Pages 页面 and their addresses: what a page shows is in its address, whole, so that a reload or a mailed link shows the same.
import { useParams, useRouter, useSearch } from "@tanstack/react-router";
import { type ComponentType, createContext, useContext, useMemo } from "react";
import type { Role, WhoAmIQuery } from "./generated/operations.ts";
import type { Sentence } from "./texts/sentence.ts";

/** What stands in an address: the parts of its path and its query, as texts. */
export type Raw = Readonly<Record<string, string>>;

/** Who looks. */
export type Me = NonNullable<WhoAmIQuery["me"]>;

/** A page's place in the navigation. */
export interface Entry {
  /** Smaller ones stand first. */
  readonly order: number;
  readonly word: Sentence;
  /** The address for this reader; null where there is none to go to. */
  readonly at: (me: Me) => string | null;
  /** Whether it helps with the other pages: it stands at the foot of each of them, and not among them. */
  readonly isHelp?: true;
  /** Below which path, without /console, everything belongs to it. */
  readonly within?: string;
  /** Whose first page it is; for others the first of their navigation is. */
  readonly homeOf?: readonly Role[];
}

/** A page: its address both ways, who may open it, and how it is loaded. */
export interface Page<State> {
  /** Below /console, such as `/tasks/$taskId`: what begins with $ is a part of the state. */
  readonly path: string;
  readonly title: Sentence;
  /** Whose page it is; others are told which roles it needs. */
  readonly roles: readonly Role[];
  /** The state that an address holds: what makes no sense in it is left out. */
  readonly read: (raw: Raw) => State;
  readonly write: (state: State) => Raw;
  readonly load: () => Promise<ComponentType>;
  readonly entry?: Entry;
}

/** Any page, for what need not know its state. */
export type AnyPage = Omit<Page<never>, "read" | "write">;

/** The pages that there are. */
export const PagesContext = createContext<readonly AnyPage[]>([]);
export const usePages = (): readonly AnyPage[] => useContext(PagesContext);

/** What the page is called, for where nothing of it is there yet. */
export const TitleContext = createContext("");

/** Below which path everything is. */
export const base = "/console";

/** The address of a page in a state. */
export function addressOf<State>({ path, write }: Pick<Page<State>, "path" | "write">, state: State): string {
  const left = new URLSearchParams(Object.entries(write(state)));
  const filled = path.replaceAll(/\$(\w+)/g, (_whole, name: string) => {
    const text = left.get(name) ?? "";
    left.delete(name);
    return encodeURIComponent(text);
  });
  const query = left.toString();
  return `${base}${filled}${query === "" ? "" : `?${query}`}`;
}

/** What an address holds, as texts; lists of anything else are left out. */
const textsIn = (found: object): Raw =>
  Object.fromEntries(Object.entries(found).filter((each): each is [string, string] => typeof each[1] === "string"));

/** The state of the page that is shown, and how to go to another one of it. */
export function useAddress<State>(page: Pick<Page<State>, "path" | "read" | "write">) {
  const router = useRouter();
  const params: object = useParams({ strict: false });
  const search: object = useSearch({ strict: false });
  const text = JSON.stringify({ ...textsIn(search), ...textsIn(params) });
  const state = useMemo(() => page.read(textsIn(JSON.parse(text))), [page, text]);
  /** Goes there; `replace` leaves no step for the browser's back button. */
  const go = (next: State, how: "push" | "replace" = "push") => router.history[how](addressOf(page, next));
  return { state, go };
}

/** How queries are read from and written to addresses: as plain texts. */
export const queries = {
  parseSearch: (search: string) => Object.fromEntries(new URLSearchParams(search)),
  stringifySearch: (search: object) => {
    const text = new URLSearchParams(Object.entries(textsIn(search))).toString();
    return text === "" ? "" : `?${text}`;
  },
};
