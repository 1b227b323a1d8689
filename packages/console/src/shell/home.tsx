// The first page 首页: leads to the page that is the first one of the reader's role, else to the first of the navigation.
import { useRouter } from "@tanstack/react-router";
import { useEffect } from "react";
import { useMe } from "../me.ts";
import { usePages } from "../page.ts";
import { useTexts } from "../texts/catalogue.ts";
import { entriesFor } from "./navigation.tsx";
import { shellTexts } from "./texts.ts";

export function Home() {
  const texts = useTexts(shellTexts);
  const { history } = useRouter();
  const me = useMe();
  const entries = entriesFor(usePages(), me);
  const own = entries.find(({ homeOf }) => homeOf?.some((role) => me.roles.includes(role)));
  const to = (own ?? entries[0])?.to;
  useEffect(() => {
    if (to !== undefined) history.replace(to);
  }, [to, history]);
  return to === undefined ? (
    <>
      <h1>{texts.name}</h1>
      <p className="nothing">{texts.nothingHere}</p>
    </>
  ) : null;
}
