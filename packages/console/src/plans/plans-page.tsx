// 计划 plans: every plan of the region, each leading to its board, or to its workbench while it is a draft.
import { useListed } from "../ask/use-listed.ts";
import { boardAddress } from "../board/address.ts";
import { PlansListedDocument, type PlansListedQuery } from "../generated/operations.ts";
import { importAddress } from "../import/address.ts";
import { useMe } from "../me.ts";
import { isOneOf } from "../one-of.ts";
import { useAddress } from "../page.ts";
import { Answered } from "../parts/answer.tsx";
import { dayText, instantText } from "../parts/day.ts";
import { Choice } from "../parts/filter-fields.tsx";
import { LongTable } from "../parts/long-list.tsx";
import { PageLink } from "../parts/page-link.tsx";
import { PlainText } from "../parts/plain-text.tsx";
import { useWords } from "../parts/word.tsx";
import { ChangesPill } from "../shell/changes-pill.tsx";
import { Freshness } from "../shell/freshness.tsx";
import { useLanguage, useTexts } from "../texts/catalogue.ts";
import { words } from "../words.ts";
import { workbenchAddress } from "../workbench/address.ts";
import { type PlansState, plansAddress } from "./address.ts";
import { plansTexts } from "./texts.ts";
import "../styles/ledger.css";
import "../styles/board.css";

const pageSize = 60;
const rowPx = 60;
/** How many years back can be chosen. */
const years = 8;

type PlanListed = PlansListedQuery["plans"]["edges"][number]["node"];

const pageIn = ({ plans }: PlansListedQuery) => plans;

export function PlansPage() {
  const texts = useTexts(plansTexts);
  const me = useMe();
  const { state, go } = useAddress(plansAddress);
  const { year = null, status = null } = state;
  const variables = { year, status, first: pageSize };
  const { question, nodes, last, answer, more } = useListed(PlansListedDocument, variables, pageIn, {
    about: { anything: true },
  });
  return (
    <>
      <div className="page-head">
        <h1>{texts.heading}</h1>
        <Freshness on={me.today} at={answer?.shownAt} position={last?.position} stale={last?.stale ?? false} />
      </div>
      <Filters state={state} go={go} today={me.today} />
      <Answered question={question}>
        {() => (
          <>
            <p className="total" role="status">
              {texts.total(last?.totalCount ?? 0)}
              <ChangesPill />
            </p>
            {nodes.length === 0 ? (
              <p className="nothing">
                {texts.empty}{" "}
                {year !== null || status !== null ? (
                  <PageLink page={plansAddress} state={{}}>
                    {texts.clear}
                  </PageLink>
                ) : (
                  me.roles.includes("OFFICE") && (
                    <PageLink page={importAddress} state={{}}>
                      {texts.toImport}
                    </PageLink>
                  )
                )}
              </p>
            ) : (
              <PlansTable plans={nodes} more={more} total={last?.totalCount} />
            )}
          </>
        )}
      </Answered>
    </>
  );
}

function PlansTable({
  plans,
  more,
  total,
}: {
  readonly plans: readonly PlanListed[];
  readonly more: (() => void) | null;
  readonly total: number | undefined;
}) {
  const texts = useTexts(plansTexts);
  const language = useLanguage();
  const statusWord = useWords("PlanStatus");
  const isOffice = useMe().roles.includes("OFFICE");
  return (
    <div className="scrolled">
      <LongTable
        caption={texts.heading}
        className="plans"
        head={
          <tr>
            <th scope="col">{texts.plan}</th>
            <th scope="col">{texts.status}</th>
            <th scope="col">{texts.tasks}</th>
            <th scope="col">{texts.issuedOn}</th>
            <th scope="col">{texts.issuer}</th>
          </tr>
        }
        rows={plans}
        keyOf={({ id }) => String(id)}
        rowPx={rowPx}
        more={more}
        total={total}
      >
        {({ id, title, docNumber, issuer, year, status, taskCount, issuedOn, importedAt }) => {
          const planId = String(id);
          return (
            <>
              <th scope="row">
                {issuedOn || !isOffice ? (
                  <PageLink page={boardAddress} state={{ planId }}>
                    <PlainText>{title}</PlainText>
                  </PageLink>
                ) : (
                  <PageLink page={workbenchAddress} state={{ planId }}>
                    <PlainText>{title}</PlainText>
                  </PageLink>
                )}
                <span className="small">
                  {" "}
                  <PlainText>{[year, docNumber].filter(Boolean).join(" · ")}</PlainText>
                </span>
              </th>
              <td>
                <span className={`state plan-${status.toLowerCase()}`}>{statusWord(status)}</span>
              </td>
              <td className="number-cell">{taskCount}</td>
              <td>
                {issuedOn ? dayText(issuedOn, language) : `${texts.importedAt} ${instantText(importedAt, language)}`}
              </td>
              <td>{issuer && <PlainText>{issuer}</PlainText>}</td>
            </>
          );
        }}
      </LongTable>
    </div>
  );
}

function Filters({
  state,
  go,
  today,
}: {
  readonly state: PlansState;
  readonly go: (state: PlansState) => void;
  readonly today: string;
}) {
  const texts = useTexts(plansTexts);
  const statusWord = useWords("PlanStatus");
  const { year, status } = state;
  const thisYear = Number(today.slice(0, 4));
  const offered = Array.from({ length: years }, (_, back) => thisYear + 1 - back);
  const all = year === undefined || offered.includes(year) ? offered : [...offered, year];
  return (
    <section className="filters choices" aria-label={texts.filters}>
      <Choice
        label={texts.year}
        value={String(year ?? "")}
        choose={(value) => go({ ...(value ? { year: Number(value) } : {}), ...(status ? { status } : {}) })}
      >
        <option value="">{texts.all}</option>
        {all.map((each) => (
          <option key={each} value={each}>
            {each}
          </option>
        ))}
      </Choice>
      <Choice
        label={texts.status}
        value={status ?? ""}
        choose={(value) =>
          go({ ...(year ? { year } : {}), ...(isOneOf(words.PlanStatus, value) ? { status: value } : {}) })
        }
      >
        <option value="">{texts.all}</option>
        {Object.keys(words.PlanStatus).map((each) => (
          <option key={each} value={each}>
            {isOneOf(words.PlanStatus, each) ? statusWord(each) : each}
          </option>
        ))}
      </Choice>
    </section>
  );
}
