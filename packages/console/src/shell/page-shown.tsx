// A page in the frame: shown to the roles it is for, and named to everybody else; its title is the document's.
import { type ComponentType, useEffect } from "react";
import { useMe } from "../me.ts";
import { type AnyPage, base, TitleContext } from "../page.ts";
import { FailureShown } from "../parts/answer.tsx";
import { focusPageIfLost } from "../parts/kept-focus.ts";
import { AddressLink } from "../parts/page-link.tsx";
import { useWords } from "../parts/word.tsx";
import { useSay, useTexts } from "../texts/catalogue.ts";
import { useJoining } from "../texts/joining.ts";
import { isFor } from "./navigation.tsx";
import { shellTexts } from "./texts.ts";

export function PageShown({ page, Content }: { readonly page: AnyPage; readonly Content: ComponentType }) {
  const texts = useTexts(shellTexts);
  const joining = useJoining();
  const say = useSay();
  const word = useWords("Role");
  const title = `${say(page.title)} · ${texts.name}`;
  useEffect(() => {
    document.title = title;
  }, [title]);
  // A link that led here went with its page, and the focus with it.
  useEffect(focusPageIfLost, []);
  if (isFor(page, useMe())) {
    return (
      <TitleContext.Provider value={say(page.title)}>
        <Content />
      </TitleContext.Provider>
    );
  }
  return (
    <>
      <h1>{say(page.title)}</h1>
      <p className="nothing">{texts.notYourPage(joining.list(page.roles.map(word)))}</p>
    </>
  );
}

/** A page that broke: what it was made of is still there, and only a page that is begun anew asks again. Leaving keeps every draft. */
export function BrokenPage({ page, error }: { readonly page: AnyPage; readonly error: unknown }) {
  const say = useSay();
  return (
    <TitleContext.Provider value={say(page.title)}>
      <FailureShown error={error} again={() => window.location.reload()} />
    </TitleContext.Provider>
  );
}

/** Where there is no such page. */
export function NoPage() {
  const texts = useTexts(shellTexts);
  return (
    <>
      <h1>{texts.noPage}</h1>
      <p>
        <AddressLink to={`${base}/`}>{texts.home}</AddressLink>
      </p>
    </>
  );
}
