// 任一天 any day: chooses a moment, and leads to the board, a ledger or a task as it stood then, in their own pages.
import { boardAddress } from "../../board/address.ts";
import { ledgerAddress } from "../../ledger/address.ts";
import { useMe } from "../../me.ts";
import { dayIn } from "../../moment.ts";
import { useAddress } from "../../page.ts";
import { Answered } from "../../parts/answer.tsx";
import { dayText } from "../../parts/day.ts";
import { Find } from "../../parts/filter-fields.tsx";
import { useMomentText } from "../../parts/moment-text.ts";
import { PageLink } from "../../parts/page-link.tsx";
import { PlainText } from "../../parts/plain-text.tsx";
import { useWords } from "../../parts/word.tsx";
import { Freshness } from "../../shell/freshness.tsx";
import { taskAddress } from "../../task/address.ts";
import { useLanguage, useTexts } from "../../texts/catalogue.ts";
import { AuditHead } from "../audit-head.tsx";
import { compareAddress } from "../compare/address.ts";
import { FoundSubjects } from "../found-subjects.tsx";
import { MomentChoice } from "../moment-choice.tsx";
import { replayAddress } from "../replay/address.ts";
import { auditTexts } from "../texts.ts";
import { usePlans } from "../use-plans.ts";
import { type AsOfState, asOfAddress } from "./address.ts";

export function AsOfPage() {
  const texts = useTexts(auditTexts);
  const momentText = useMomentText();
  const { state, go } = useAddress(asOfAddress);
  const { at, q } = state;
  const set = (change: { readonly [Key in keyof AsOfState]?: string | undefined }, how?: "replace") => {
    const { at: moment, q: words } = { ...state, ...change };
    go({ ...(moment ? { at: moment } : {}), ...(words ? { q: words } : {}) }, how);
  };
  return (
    <>
      <AuditHead current="asOf" />
      <section className="filters" aria-label={texts.moment}>
        <div className="choices">
          <MomentChoice label={texts.moment} moment={at} choose={(moment) => set({ at: moment })} />
          <Find text={q ?? ""} hint={texts.findHint} find={(words) => set({ q: words }, "replace")} />
        </div>
      </section>
      {at === undefined ? (
        <p className="nothing">{texts.chooseMoment}</p>
      ) : (
        <>
          <h2 className="audit-heading">{texts.asOfHeading(momentText(at))}</h2>
          <div className="audit-columns">
            <PlansThen at={at} />
            <section aria-labelledby="found">
              <h3 id="found">{texts.found}</h3>
              {q === undefined ? (
                <p className="small">{texts.findFirst}</p>
              ) : (
                <FoundSubjects
                  words={q}
                  doors={({ kind, id }, title) =>
                    kind === "TASK" ? (
                      <PageLink page={taskAddress} state={{ taskId: id, asOf: at }}>
                        {title}
                      </PageLink>
                    ) : (
                      <PageLink page={ledgerAddress} state={{ unitId: id, asOf: at }}>
                        {title}
                      </PageLink>
                    )
                  }
                />
              )}
            </section>
          </div>
        </>
      )}
    </>
  );
}

/** The plans that there were then, each with its doors. */
function PlansThen({ at }: { readonly at: string }) {
  const texts = useTexts(auditTexts);
  const language = useLanguage();
  const statusWord = useWords("PlanStatus");
  const { today } = useMe();
  const { question, nodes, last } = usePlans(at);
  return (
    <section aria-labelledby="plans-then">
      <Answered question={question}>
        {() => (
          <>
            <h3 id="plans-then">{texts.plansThen(last?.totalCount ?? 0)}</h3>
            {last?.stale && <Freshness on={dayIn(at) ?? today} at={null} position={last.position} stale isPast />}
            {nodes.length === 0 && <p className="nothing">{texts.noPlansThen}</p>}
            <ul className="plans-then">
              {nodes.map(({ id, title, status, issuedOn }) => (
                <li key={id}>
                  <PageLink page={boardAddress} state={{ planId: String(id), asOf: at }}>
                    <PlainText>{title}</PlainText>
                  </PageLink>
                  <p className="small">
                    {statusWord(status)}
                    {issuedOn && ` · ${texts.issuedOn} ${dayText(issuedOn, language)}`}{" "}
                    <span className="doors-beside">
                      {at !== today && (
                        <PageLink page={compareAddress} state={{ plan: String(id), from: at, to: today }}>
                          {texts.toNow}
                        </PageLink>
                      )}{" "}
                      {/^\d+$/.test(at) && (
                        <PageLink page={replayAddress} state={{ plan: String(id), at }}>
                          {texts.replayIt}
                        </PageLink>
                      )}
                    </span>
                  </p>
                </li>
              ))}
            </ul>
          </>
        )}
      </Answered>
    </section>
  );
}
