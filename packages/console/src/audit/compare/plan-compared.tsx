// A plan at two moments 计划两日对比: the counts of both, then every task that is new, gone, or not the same.

import { useListed } from "../../ask/use-listed.ts";
import { boardAddress } from "../../board/address.ts";
import { type Became, PlanComparedDocument, type PlanComparedQuery } from "../../generated/operations.ts";
import { useMe } from "../../me.ts";
import { asOfIn } from "../../moment.ts";
import { Answered, NotFound } from "../../parts/answer.tsx";
import { changeText } from "../../parts/change-text.ts";
import { FieldsCompared } from "../../parts/fields-compared.tsx";
import { LongList } from "../../parts/long-list.tsx";
import { useMomentText } from "../../parts/moment-text.ts";
import { PageLink } from "../../parts/page-link.tsx";
import { PlainText } from "../../parts/plain-text.tsx";
import { useTaskNo } from "../../parts/task-no.ts";
import { useWords } from "../../parts/word.tsx";
import { taskAddress } from "../../task/address.ts";
import { useTexts } from "../../texts/catalogue.ts";
import { CountDoor } from "../count-door.tsx";
import { type Count, countsIn } from "../counts.ts";
import { auditTexts } from "../texts.ts";
import { useCountWord } from "../use-count-word.ts";
import { type CompareState, compareAddress } from "./address.ts";
import { Between } from "./between.tsx";

type Compared = CompareState & { readonly plan: string; readonly from: string; readonly to: string };
type Comparison = NonNullable<PlanComparedQuery["compare"]>;
type Line = Comparison["lines"]["edges"][number]["node"];

// Few lines a page: each may have many fields, and an office may ask for less than an auditor.
const pageSize = 20;
const pageIn = ({ compare }: PlanComparedQuery) => compare?.lines;
const kinds: readonly Became[] = ["NEW", "GONE", "CHANGED"];

export function PlanCompared({ state }: { readonly state: Compared }) {
  const texts = useTexts(auditTexts);
  const becameWord = useWords("Became");
  const { today } = useMe();
  const { plan: planId, from, to, became } = state;
  const [first, second] = [asOfIn(from), asOfIn(to)];
  const { question, nodes, last, more } = useListed(
    PlanComparedDocument,
    { planId, from: first ?? {}, to: second ?? {}, became: became ? [became] : null, first: pageSize },
    pageIn,
    { about: { planId } },
  );
  return (
    <Answered question={question}>
      {({ pages: [answer] }) => {
        if (!answer?.compare || !answer.plan) return <NotFound />;
        const { shownFrom, shownTo, compare } = answer;
        const { before, after } = compare;
        const { became: _shown, ...all } = state;
        return (
          <div aria-busy={question.isPlaceholderData}>
            <div className="page-head audit-heading">
              <h2>
                <PlainText>{answer.plan.title}</PlainText>
              </h2>
              <Between
                {...{ from, to, shownFrom, shownTo }}
                position={to === today ? last?.position : after.position}
                stale={last?.stale ?? false}
              />
            </div>
            <CountsCompared {...{ before, after, state }} />
            <h3>
              {texts.linesOf} {last?.totalCount}
            </h3>
            <ul className="doors" aria-label={texts.linesOf}>
              {[undefined, ...kinds].map((kind) => (
                <li key={kind ?? ""} className="door">
                  <PageLink
                    page={compareAddress}
                    state={kind ? { ...all, became: kind } : all}
                    aria-current={kind === became ? "true" : undefined}
                  >
                    {kind ? becameWord(kind) : texts.all}
                  </PageLink>
                </li>
              ))}
            </ul>
            {nodes.length === 0 ? (
              <p className="nothing">{became ? texts.noLinesOf : texts.noLines}</p>
            ) : (
              <LongList
                label={texts.linesOf}
                rows={nodes}
                keyOf={({ taskId }) => String(taskId)}
                rowPx={160}
                more={more}
                total={last?.totalCount}
              >
                {(line) => <ComparedLine line={line} from={from} to={to} />}
              </LongList>
            )}
          </div>
        );
      }}
    </Answered>
  );
}

/** The counts of both moments in one table: the old above the new where they are not the same. */
function CountsCompared({
  before,
  after,
  state: { plan, from, to },
}: {
  readonly before: Comparison["before"];
  readonly after: Comparison["after"];
  readonly state: Compared;
}) {
  const texts = useTexts(auditTexts);
  const momentText = useMomentText();
  const countWord = useCountWord();
  const old = countsIn(before.counts);
  const rows = countsIn(after.counts).map((each, at) => ({ ...each, was: old[at]?.count ?? 0 }));
  const door = (of: Count["of"], count: number, asOf: string) => <CountDoor {...{ planId: plan, of, count, asOf }} />;
  const shown = rows.filter(({ count, was }) => count > 0 || was > 0);
  return (
    <div className="scrolled">
      <table className="counts-compared">
        <caption className="unseen-text">{texts.counts}</caption>
        <thead>
          <tr>
            <th scope="col">{texts.counted}</th>
            <th scope="col">
              {texts.before}{" "}
              <PageLink page={boardAddress} state={{ planId: plan, asOf: from }}>
                {momentText(from)}
              </PageLink>
            </th>
            <th scope="col">
              {texts.after}{" "}
              <PageLink page={boardAddress} state={{ planId: plan, asOf: to }}>
                {momentText(to)}
              </PageLink>
            </th>
            <th scope="col">{texts.change}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map(({ of, count, was }) => (
            <tr key={JSON.stringify(of)} className={typeof of === "string" ? "count-of-all" : undefined}>
              <th scope="row" className={classOf(of)}>
                {countWord(of)}
              </th>
              <td>{count === was ? door(of, was, from) : <del>{door(of, was, from)}</del>}</td>
              <td>{count === was ? door(of, count, to) : <ins>{door(of, count, to)}</ins>}</td>
              <td>{changeText(count, was) || <span className="small">{texts.same}</span>}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const classOf = (of: Count["of"]): string | undefined =>
  typeof of !== "string" && "lamp" in of ? `lamp-${of.lamp.toLowerCase()}` : undefined;

/** A task that is not the same. */
function ComparedLine({ line, from, to }: { readonly line: Line; readonly from: string; readonly to: string }) {
  const called = useTaskNo();
  const becameWord = useWords("Became");
  const { taskId, row, task, text, became, fields } = line;
  return (
    <article className={"audit-compared"}>
      <h4>
        <span className="state">{becameWord(became)}</span> {called({ row, no: task?.row.no })}{" "}
        <PageLink page={taskAddress} state={{ taskId: String(taskId), asOf: to, against: from }}>
          <PlainText>{text}</PlainText>
        </PageLink>
      </h4>
      <FieldsCompared fields={fields} />
    </article>
  );
}
