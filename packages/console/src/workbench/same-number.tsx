// Another notice with the same document number 同文号的来文: both side by side, and a person decides which holds.
import type { ReactNode } from "react";
import { boardAddress } from "../board/address.ts";
import { dayText, instantText } from "../parts/day.ts";
import { PageLink } from "../parts/page-link.tsx";
import { PlainText } from "../parts/plain-text.tsx";
import { useWords } from "../parts/word.tsx";
import { useLanguage, useTexts } from "../texts/catalogue.ts";
import { workbenchAddress } from "./address.ts";
import type { PlanOnPage } from "./plan-on-page.ts";
import { workbenchTexts } from "./texts.ts";

type Other = PlanOnPage["sameNumber"][number];

export function SameNumber({ plan }: { readonly plan: PlanOnPage }) {
  const texts = useTexts(workbenchTexts);
  const language = useLanguage();
  const statusWord = useWords("PlanStatus");
  const { sameNumber } = plan;
  if (sameNumber.length === 0) return null;
  const all: readonly Other[] = [plan, ...sameNumber];
  const day = (on: string | null) => (on === null ? texts.noDay : dayText(on, language));
  const facts: readonly (readonly [label: string, of: (each: Other) => string])[] = [
    [texts.sameStatus, ({ status }) => statusWord(status)],
    [texts.sameFile, ({ source }) => source.name],
    [texts.sameHash, ({ source }) => source.sha256],
    [texts.sameSigned, ({ signedOn }) => day(signedOn)],
    [texts.sameIssued, ({ issuedOn }) => day(issuedOn)],
    [texts.sameTasks, ({ taskCount }) => String(taskCount)],
    [texts.sameImported, ({ importedAt }) => instantText(importedAt, language)],
  ];
  return (
    <div className="same-number">
      <h2 id="same-number">
        <PlainText>{texts.sameNumber(plan.docNumber ?? "")}</PlainText>
      </h2>
      <p className="small">{texts.sameWhy}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what is wider than the window is moved by the keyboard. */}
      <section className="scrolled" tabIndex={0} aria-labelledby="same-number">
        <table>
          <thead>
            <tr>
              <td />
              {all.map((each) => (
                <th key={each.id} scope="col">
                  {each === plan ? (
                    <strong>{texts.thisOne}</strong>
                  ) : (
                    <Door of={each}>
                      <PlainText>{each.title}</PlainText>
                    </Door>
                  )}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {facts.map(([label, of]) => (
              <tr key={label} className={all.every((each) => of(each) === of(plan)) ? undefined : "same-differs"}>
                <th scope="row">{label}</th>
                {all.map((each) => (
                  <td key={each.id} className="words">
                    <PlainText>{of(each)}</PlainText>
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </div>
  );
}

/** A plan that is issued has its board; a draft is looked at here. */
const Door = ({ of: { id, issuedOn }, children }: { readonly of: Other; readonly children: ReactNode }) =>
  issuedOn === null ? (
    <PageLink page={workbenchAddress} state={{ planId: String(id) }}>
      {children}
    </PageLink>
  ) : (
    <PageLink page={boardAddress} state={{ planId: String(id) }}>
      {children}
    </PageLink>
  );
