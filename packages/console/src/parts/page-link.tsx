// A link to a page in a state: a real link, to be opened beside or mailed, that loads nothing anew.
import { useRouter } from "@tanstack/react-router";
import type { AnchorHTMLAttributes, MouseEvent, ReactNode } from "react";
import { addressOf, type Page } from "../page.ts";

type Plain = Omit<AnchorHTMLAttributes<HTMLAnchorElement>, "href" | "onClick">;

/** A link to an address of ours. */
export function AddressLink({ to, ...rest }: Plain & { readonly to: string; readonly children: ReactNode }) {
  const { history } = useRouter();
  const go = (event: MouseEvent) => {
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    history.push(to);
  };
  return (
    <a {...rest} href={to} onClick={go}>
      {rest.children}
    </a>
  );
}

/** A link to a page of ours. */
export function PageLink<State>({
  page,
  state,
  ...rest
}: Plain & {
  readonly page: Pick<Page<State>, "path" | "write">;
  readonly state: State;
  readonly children: ReactNode;
}) {
  return <AddressLink {...rest} to={addressOf(page, state)} />;
}
