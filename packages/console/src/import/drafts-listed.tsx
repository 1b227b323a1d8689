// The drafts of the region that wait to be checked, and the confirmed ones that wait to be issued: the latest first.
import { useId } from "react";
import { useQuestion } from "../ask/use-question.ts";
import { type DraftListedFragment, DraftsOfRegionDocument } from "../generated/operations.ts";
import { useMe } from "../me.ts";
import { Answered } from "../parts/answer.tsx";
import { instantText } from "../parts/day.ts";
import { PageLink } from "../parts/page-link.tsx";
import { PlainText } from "../parts/plain-text.tsx";
import { Freshness } from "../shell/freshness.tsx";
import { useLanguage, useTexts } from "../texts/catalogue.ts";
import { workbenchAddress } from "../workbench/address.ts";
import { importTexts } from "./texts.ts";

export function DraftsListed() {
  const texts = useTexts(importTexts);
  const { today } = useMe();
  const question = useQuestion(DraftsOfRegionDocument, {}, { about: {} });
  return (
    <Answered question={question}>
      {({ drafts, confirmed, shownAt }) => (
        <>
          <Freshness on={today} at={shownAt} position={drafts.position} stale={drafts.stale} />
          {drafts.totalCount + confirmed.totalCount === 0 && <p className="nothing">{texts.noDrafts}</p>}
          <PlansTable heading={texts.drafts(drafts.totalCount)} connection={drafts} />
          <PlansTable heading={texts.confirmed(confirmed.totalCount)} connection={confirmed} />
        </>
      )}
    </Answered>
  );
}

function PlansTable({
  heading,
  connection: { totalCount, edges },
}: {
  readonly heading: string;
  readonly connection: {
    readonly totalCount: number;
    readonly edges: readonly { readonly node: DraftListedFragment }[];
  };
}) {
  const texts = useTexts(importTexts);
  const language = useLanguage();
  const id = useId();
  if (totalCount === 0) return null;
  return (
    <section aria-labelledby={id} className="import-drafts">
      <h2 id={id}>{heading}</h2>
      <div className="scrolled">
        <table>
          <thead>
            <tr>
              <th scope="col">{texts.plan}</th>
              <th scope="col">{texts.source}</th>
              <th scope="col">{texts.tasks}</th>
              <th scope="col">{texts.importedAt}</th>
            </tr>
          </thead>
          <tbody>
            {[...edges].reverse().map(({ node: { id: planId, title, docNumber, taskCount, importedAt, source } }) => (
              <tr key={planId}>
                <th scope="row">
                  <PageLink page={workbenchAddress} state={{ planId }}>
                    <PlainText>{title}</PlainText>
                  </PageLink>
                </th>
                <td>
                  <PlainText>{docNumber ?? source.name}</PlainText>
                </td>
                <td>{taskCount}</td>
                <td>{instantText(importedAt, language)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {totalCount > edges.length && <p className="small">{texts.older(totalCount - edges.length)}</p>}
    </section>
  );
}
