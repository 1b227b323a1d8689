// 名词 glossary: what the words of the console mean, in groups, to be found by any part of them; each has an address of its own.
import { useEffect, useRef } from "react";
import { useAddress } from "../page.ts";
import { Door, Find } from "../parts/filter-fields.tsx";
import { PageLink } from "../parts/page-link.tsx";
import { useSay, useTexts } from "../texts/catalogue.ts";
import { type GlossaryState, glossaryAddress } from "./address.ts";
import { groups, groupsInOrder } from "./groups.ts";
import { TermShown } from "./term-shown.tsx";
import { termsWith } from "./terms.ts";
import { glossaryTexts } from "./texts.ts";
import "../styles/ledger.css";
import "../styles/glossary.css";

export function GlossaryPage() {
  const texts = useTexts(glossaryTexts);
  const say = useSay();
  const { state, go } = useAddress(glossaryAddress);
  const { q = "", group, term } = state;
  const found = termsWith(q);
  const shown = group === undefined ? found : found.filter((each) => each.group === group);
  const searched: GlossaryState = q === "" ? {} : { q };

  // Whoever comes for a term is led to it; Tab goes on from there.
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (term === undefined) return;
    const frame = requestAnimationFrame(() => {
      const link = list.current?.querySelector<HTMLElement>(`[data-term="${CSS.escape(term)}"] a`);
      link?.focus({ preventScroll: true });
      link?.scrollIntoView({ block: "center" });
    });
    return () => cancelAnimationFrame(frame);
  }, [term]);

  return (
    <>
      <h1>{texts.heading}</h1>
      <p className="small">{texts.about}</p>
      <section className="filters" aria-label={texts.filters}>
        <ul className="doors" aria-label={texts.groups}>
          <Door page={glossaryAddress} count={found.length} isOn={group === undefined} to={searched} back={searched}>
            {texts.all}
          </Door>
          {groupsInOrder.map((each) => (
            <Door
              key={each}
              page={glossaryAddress}
              count={found.filter((one) => one.group === each).length}
              isOn={group === each}
              to={{ ...searched, group: each }}
              back={searched}
            >
              {say(groups[each])}
            </Door>
          ))}
        </ul>
        <div className="choices">
          <Find
            text={q}
            hint={texts.findHint}
            find={(words) => go({ ...(group ? { group } : {}), ...(words ? { q: words } : {}) }, "replace")}
          />
        </div>
      </section>
      <p className="total" role="status">
        {texts.total(shown.length)}
      </p>
      {shown.length === 0 && (
        <p className="nothing">
          {texts.none}{" "}
          <PageLink page={glossaryAddress} state={{}}>
            {texts.clear}
          </PageLink>
        </p>
      )}
      <div ref={list}>
        {groupsInOrder.map((each) => {
          const ofGroup = shown.filter((one) => one.group === each);
          return ofGroup.length === 0 ? null : (
            <section key={each} className="term-group" aria-labelledby={`terms-${each}`}>
              <h2 id={`terms-${each}`}>{say(groups[each])}</h2>
              <dl>
                {ofGroup.map((one) => (
                  <TermShown key={one.id} term={one} isLookedAt={one.id === term} at={{ ...state, term: one.id }} />
                ))}
              </dl>
            </section>
          );
        })}
      </div>
    </>
  );
}
