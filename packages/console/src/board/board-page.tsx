// 看板 plan board: where a plan stands, by heading or by unit, on any day, and compared with any other one.
import { useEffect } from "react";
import { caughtUp } from "../act/overlay.ts";
import { useQuestion } from "../ask/use-question.ts";
import { useConsole } from "../console.ts";
import { BoardShownDocument, type BoardShownQuery } from "../generated/operations.ts";
import { useMe } from "../me.ts";
import { asOfIn, dayIn, isOfPast } from "../moment.ts";
import { useAddress } from "../page.ts";
import { Answered, NotFound } from "../parts/answer.tsx";
import { dayText } from "../parts/day.ts";
import { Exports } from "../parts/exports.tsx";
import { DayChoice } from "../parts/filter-fields.tsx";
import { useMomentText } from "../parts/moment-text.ts";
import { PageLink } from "../parts/page-link.tsx";
import { PlainText } from "../parts/plain-text.tsx";
import { MomentTerms, Term } from "../parts/term.tsx";
import { useWords } from "../parts/word.tsx";
import { plansAddress } from "../plans/address.ts";
import { printPlanAddress } from "../print/address.ts";
import { AsOfBand } from "../shell/as-of-band.tsx";
import { ChangesPill } from "../shell/changes-pill.tsx";
import { Freshness } from "../shell/freshness.tsx";
import { useLanguage, useTexts } from "../texts/catalogue.ts";
import { workbenchAddress } from "../workbench/address.ts";
import { type BoardState, boardAddress } from "./address.ts";
import { ChartLinks, ChartsShown } from "./charts-shown.tsx";
import { Compared } from "./compared.tsx";
import { HeadingTable } from "./heading-table.tsx";
import { ParkedBand } from "./parked-band.tsx";
import { PlanActs } from "./plan-acts.tsx";
import { boardTexts } from "./texts.ts";
import { UnitTable } from "./unit-table.tsx";
import "../styles/ledger.css";
import "../styles/board.css";

export function BoardPage() {
  const texts = useTexts(boardTexts);
  const language = useLanguage();
  const me = useMe();
  const { acting } = useConsole();
  const { state, go } = useAddress(boardAddress);
  const { planId, on, asOf, against } = state;
  const isPast = isOfPast(state, me.today);
  const question = useQuestion(
    BoardShownDocument,
    { planId, on: on ?? null, asOf: asOfIn(asOf), against: asOfIn(against), isCompared: against !== undefined },
    { isPast, about: { planId } },
  );
  const position = isPast ? null : (question.data?.planBoard?.position ?? null);
  useEffect(() => acting.overlay.set(caughtUp(acting.overlay.get(), position)), [acting, position]);
  const inWords = useMomentText();
  return (
    <div className="board-page">
      {asOf !== undefined && (
        <AsOfBand
          moment={asOf}
          shown={{ at: question.data?.shownAt, isOld: question.isPlaceholderData }}
          back={() => go(without(state, "asOf"))}
        />
      )}
      {asOf === undefined && isPast && on !== undefined && (
        <div className="band band-past" role="status">
          {texts.onPast(dayText(on, language))}
        </div>
      )}
      <Answered question={question}>
        {({ plan, planBoard, before, shownAt }) => {
          if (!plan || !planBoard) return <NotFound />;
          const tables = { board: planBoard, before: against === undefined ? undefined : (before ?? null), state };
          return (
            <>
              <Head plan={plan} board={planBoard} at={shownAt} state={state} isPast={isPast} />
              {!isPast && plan.parked && <ParkedBand parked={plan.parked} />}
              {!isPast && <PlanActs key={plan.id} plan={plan} />}
              <Moments state={state} go={go} today={me.today} />
              {plan.issuedOn != null && (
                <>
                  <ChartLinks state={state} />
                  <ChartsShown state={state} board={planBoard} isPast={isPast} issuedOn={plan.issuedOn} />
                </>
              )}
              <Views state={state} />
              <div className="scrolled">
                {state.by === "unit" ? <UnitTable {...tables} /> : <HeadingTable {...tables} />}
              </div>
              <p className="small rule">
                <Term id="lamp">{texts.rule(planBoard.lampRule)}</Term>
              </p>
              {against !== undefined && (
                <Compared
                  planId={planId}
                  against={against}
                  to={asOfIn(asOf) ?? { day: on !== undefined && on < me.today ? on : me.today }}
                  isPast={isPast}
                  between={texts.changesBetween(inWords(against), inWords(asOf ?? planBoard.on))}
                />
              )}
            </>
          );
        }}
      </Answered>
    </div>
  );
}

function Head({
  plan: { id, title, status, issuedOn, closedOn, endReason },
  board: { on, position, stale, counts },
  at,
  state,
  isPast,
}: {
  readonly plan: NonNullable<BoardShownQuery["plan"]>;
  readonly board: NonNullable<BoardShownQuery["planBoard"]>;
  /** The instant that they are of. */
  readonly at: BoardShownQuery["shownAt"];
  readonly state: BoardState;
  readonly isPast: boolean;
}) {
  const texts = useTexts(boardTexts);
  const language = useLanguage();
  const statusWord = useWords("PlanStatus");
  const me = useMe();
  const moment = { ...(state.on ? { on: state.on } : {}), ...(state.asOf ? { asOf: state.asOf } : {}) };
  return (
    <>
      <div className="page-head">
        <div>
          <p className="path small">
            <PageLink page={plansAddress} state={{}}>
              {texts.allPlans}
            </PageLink>
          </p>
          <h1>
            <PlainText>{title}</PlainText>
          </h1>
        </div>
        <Freshness {...{ on, at, position, stale, isPast }} />
        {issuedOn != null && (
          <div className="paper-links">
            <PageLink page={printPlanAddress} state={{ planId: String(id), ...moment }}>
              {texts.print}
            </PageLink>
            <Exports path={`/export/plan/${encodeURIComponent(String(id))}`} asOf={state.asOf ?? state.on} />
          </div>
        )}
      </div>
      <p>
        <span className={`state plan-${status.toLowerCase()}`}>{statusWord(status)}</span>{" "}
        {issuedOn && `${texts.issuedOn(dayText(issuedOn, language))} · `}
        {closedOn && `${texts.closedOn(dayText(closedOn, language))} · `}
        {texts.summary(counts.tasks, counts.assignments)} {endReason && <PlainText>{endReason}</PlainText>}{" "}
        <ChangesPill />
      </p>
      {!issuedOn && (
        <p className="nothing">
          {texts.notIssued}{" "}
          {me.roles.includes("OFFICE") && (
            <PageLink page={workbenchAddress} state={{ planId: String(id) }}>
              {texts.toWorkbench}
            </PageLink>
          )}
        </p>
      )}
    </>
  );
}

/** The days that the board is of, and with which it is compared. */
function Moments({
  state,
  go,
  today,
}: {
  readonly state: BoardState;
  readonly go: (state: BoardState) => void;
  readonly today: string;
}) {
  const texts = useTexts(boardTexts);
  const { on, asOf, against } = state;
  return (
    <section className="filters choices" aria-label={texts.filters}>
      <DayChoice
        label={texts.day}
        day={on ?? (asOf === undefined ? today : "")}
        choose={(day) => {
          const rest = without(without(state, "on"), "asOf");
          go(day === undefined || day === today ? rest : { ...rest, on: day });
        }}
      />
      <DayChoice
        label={texts.asOf}
        day={dayIn(asOf) ?? ""}
        choose={(day) => {
          const rest = without(without(state, "on"), "asOf");
          go(day === undefined ? rest : { ...rest, asOf: day });
        }}
      />
      <DayChoice
        label={texts.against}
        day={dayIn(against) ?? ""}
        choose={(day) => {
          const rest = without(state, "against");
          go(day === undefined ? rest : { ...rest, against: day });
        }}
      />
      {against !== undefined && (
        <PageLink page={boardAddress} state={without(state, "against")}>
          {texts.notCompared}
        </PageLink>
      )}
      <MomentTerms />
    </section>
  );
}

/** By heading or by unit. */
function Views({ state }: { readonly state: BoardState }) {
  const texts = useTexts(boardTexts);
  const rest = without(without(state, "by"), "sort");
  const isByUnit = state.by === "unit";
  return (
    <nav aria-label={texts.views} className="views">
      <PageLink page={boardAddress} state={rest} aria-current={isByUnit ? undefined : "page"}>
        {texts.byHeading}
      </PageLink>
      <PageLink page={boardAddress} state={{ ...rest, by: "unit" }} aria-current={isByUnit ? "page" : undefined}>
        {texts.byUnit}
      </PageLink>
    </nav>
  );
}

/** The state without one of its fields. */
function without<Key extends keyof BoardState>(state: BoardState, key: Key): BoardState {
  const { [key]: _left, ...rest } = state;
  return { ...rest, planId: state.planId };
}
