// The navigation 导航: the pages that the reader's roles open, in one order.
import { useRouterState } from "@tanstack/react-router";
import { useMe } from "../me.ts";
import { type AnyPage, type Me, usePages } from "../page.ts";
import { AddressLink } from "../parts/page-link.tsx";
import { useSay, useTexts } from "../texts/catalogue.ts";
import { KeysButton } from "./page-keys.tsx";
import { shellTexts } from "./texts.ts";

/** Whether a page is for this reader. */
export const isFor = ({ roles }: Pick<AnyPage, "roles">, me: Me): boolean =>
  me.roles.some((role) => roles.includes(role));

/** Whether a reader's roles open the page at a path, such as `/ledger/$unitId`: no link leads where she is sent away. */
export const opensFor =
  (pages: readonly AnyPage[], me: Me) =>
  (path: string): boolean =>
    pages.some((page) => page.path === path && isFor(page, me));

/** The same for who looks. */
export const useOpens = () => opensFor(usePages(), useMe());

/** The pages in the reader's navigation, with their addresses. */
export const entriesFor = (pages: readonly AnyPage[], me: Me) =>
  pages
    .flatMap((page) => {
      const to = isFor(page, me) ? page.entry?.at(me) : null;
      return page.entry && to ? [{ ...page.entry, to }] : [];
    })
    .sort((a, b) => a.order - b.order);

/** An entry, marked where it leads to the page that is shown, or to what that belongs to. */
function Entry({ to, word, within }: ReturnType<typeof entriesFor>[number]) {
  const say = useSay();
  const path = useRouterState({ select: ({ location }) => location.pathname });
  return (
    <AddressLink to={to} aria-current={currentAt(path, to, within)}>
      {say(word)}
    </AddressLink>
  );
}

/** Whether the page at a path is the one that an entry leads to, or belongs to it. */
const currentAt = (path: string, to: string, within: string | undefined) =>
  to.split("?")[0]?.endsWith(path) ? "page" : within !== undefined && path.includes(within) ? "true" : undefined;

export function Navigation({ me }: { readonly me: Me }) {
  const texts = useTexts(shellTexts);
  return (
    <nav aria-label={texts.navigation}>
      <ul className="navigation">
        {entriesFor(usePages(), me)
          .filter(({ isHelp }) => !isHelp)
          .map((entry) => (
            <li key={entry.to}>
              <Entry {...entry} />
            </li>
          ))}
      </ul>
    </nav>
  );
}

/** The foot of every page: what helps with it, in the same place everywhere. */
export function Foot({ me }: { readonly me: Me }) {
  return (
    <footer className="foot">
      {entriesFor(usePages(), me)
        .filter(({ isHelp }) => isHelp)
        .map((entry) => (
          <Entry key={entry.to} {...entry} />
        ))}
      <KeysButton />
    </footer>
  );
}
