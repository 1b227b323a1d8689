// The charts of a board 图表: how the plan went, its units side by side, and what is due when.
import { useEffect, useMemo } from "react";
import { useListed } from "../ask/use-listed.ts";
import { useQuestion } from "../ask/use-question.ts";
import {
  type BoardCountedFragment,
  DueInPlanDocument,
  type DueInPlanQuery,
  PlanWentDocument,
} from "../generated/operations.ts";
import { asOfIn } from "../moment.ts";
import { isOneOf } from "../one-of.ts";
import { Answered } from "../parts/answer.tsx";
import { Chart } from "../parts/chart.tsx";
import { PageLink } from "../parts/page-link.tsx";
import { useWords } from "../parts/word.tsx";
import { useTexts } from "../texts/catalogue.ts";
import { type BoardState, boardAddress, type Chart as ChartName, charts } from "./address.ts";
import { dueByHeading, sideBySide, statesCharted, stepOf, wentOf } from "./charted.ts";
import { boardTexts } from "./texts.ts";

const pageSize = 100;

interface OfBoard {
  readonly state: BoardState;
  readonly board: BoardCountedFragment;
  readonly isPast: boolean;
}

export function ChartsShown({ issuedOn, ...of }: OfBoard & { readonly issuedOn: string }) {
  const { state } = of;
  return (
    <>
      {state.chart === "trend" && <Went {...of} issuedOn={issuedOn} />}
      {state.chart === "units" && <SideBySide {...of} />}
      {state.chart === "due" && <Due {...of} />}
    </>
  );
}

/** The links to the charts; the one that is shown leads back. */
export function ChartLinks({ state }: { readonly state: BoardState }) {
  const texts = useTexts(boardTexts);
  const { chart: shown, ...rest } = state;
  const words: Readonly<Record<ChartName, string>> = {
    trend: texts.chartTrend,
    units: texts.chartUnits,
    due: texts.chartDue,
  };
  return (
    <nav aria-label={texts.charts} className="views">
      <span className="small chart-links">{texts.charts}</span>
      {Object.keys(charts).map((chart) =>
        isOneOf(charts, chart) ? (
          <PageLink
            key={chart}
            page={boardAddress}
            state={chart === shown ? rest : { ...rest, chart }}
            aria-current={chart === shown ? "true" : undefined}
          >
            {words[chart]}
          </PageLink>
        ) : null,
      )}
    </nav>
  );
}

function Went({ state: { planId }, board: { on }, isPast, issuedOn }: OfBoard & { readonly issuedOn: string }) {
  const texts = useTexts(boardTexts);
  const span = { from: issuedOn, to: on < issuedOn ? issuedOn : on };
  const variables = { planId, ...span, every: stepOf(span.from, span.to) };
  const question = useQuestion(PlanWentDocument, variables, { isPast, about: { planId } });
  const trend = question.data?.planTrend;
  const charted = useMemo(
    () => wentOf(trend ?? [], [texts.dayColumn, texts.open, texts.claimed, texts.signedOff, texts.overdueTasks]),
    [trend, texts],
  );
  return <Answered question={question}>{() => <Chart label={texts.chartTrend} charted={charted} />}</Answered>;
}

function SideBySide({ board: { units } }: OfBoard) {
  const texts = useTexts(boardTexts);
  const stateWord = useWords("AssignmentState");
  const head = [texts.unit, ...statesCharted.map(stateWord)].join("\n");
  const charted = useMemo(() => sideBySide(units, head.split("\n")), [units, head]);
  return <Chart label={texts.chartUnits} charted={charted} />;
}

const pageIn = ({ assignments }: DueInPlanQuery) => assignments;

function Due({ state: { planId, on, asOf }, board: { sections }, isPast }: OfBoard) {
  const texts = useTexts(boardTexts);
  const variables = { where: { planId }, first: pageSize, on: on ?? null, asOf: asOfIn(asOf) };
  const { question, nodes, more } = useListed(DueInPlanDocument, variables, pageIn, { isPast, about: { planId } });
  // A chart is of all parts.
  useEffect(() => more?.(), [more]);
  const charted = useMemo(
    () =>
      dueByHeading(
        nodes,
        sections,
        [texts.heading, texts.dueDay, texts.dueParts, texts.extendedParts],
        texts.noHeading,
      ),
    [nodes, sections, texts],
  );
  return (
    <Answered question={question}>
      {() =>
        question.hasNextPage ? (
          <p role="status">{texts.gathering(nodes.length)}</p>
        ) : (
          <Chart label={texts.chartDue} charted={charted} />
        )
      }
    </Answered>
  );
}
