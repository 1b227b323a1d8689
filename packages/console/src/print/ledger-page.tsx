// 打印台账: every line of a unit's ledger, plan by plan under the headings of the plans, as it is filed.
import { inPortions } from "../ask/portions.ts";
import { useQuestions } from "../ask/use-question.ts";
import {
  PrintedHeadingsDocument,
  PrintedLedgerDocument,
  type PrintedLineFragment,
  type PrintedPlanHeadFragment,
} from "../generated/operations.ts";
import { whereOf } from "../ledger/address.ts";
import { useMe } from "../me.ts";
import { asOfIn, isOfPast } from "../moment.ts";
import { useAddress } from "../page.ts";
import { Answered, FailureShown, NotFound } from "../parts/answer.tsx";
import { dayText } from "../parts/day.ts";
import { Exports } from "../parts/exports.tsx";
import { LampMark } from "../parts/lamp.tsx";
import { PlainText } from "../parts/plain-text.tsx";
import { useWords } from "../parts/word.tsx";
import { useLanguage, useTexts } from "../texts/catalogue.ts";
import { useJoining } from "../texts/joining.ts";
import { type PrintLedgerState, printLedgerAddress } from "./address.ts";
import { headingsOf, spansOf } from "./headings.ts";
import { byPlan, type PlanLines, planIdsOf } from "./ledger-lines.ts";
import { HeadingCells, Heads, type Moment, NoCell, Paper, PaperEnd, PrintBar } from "./paper.tsx";
import { inPieces, type Piece, pieceOf } from "./pieces.ts";
import { usePlanTitle } from "./plan-title.ts";
import { printTexts } from "./texts.ts";
import { stretchesOf } from "./turns.ts";
import { useAll } from "./use-all.ts";
import { useLaidOut } from "./use-laid-out.ts";

// As many as one answer may hold.
const pageSize = 100;

export function PrintLedgerPage() {
  const texts = useTexts(printTexts);
  const me = useMe();
  const { state } = useAddress(printLedgerAddress);
  const { unitId, on, asOf } = state;
  const isPast = isOfPast(state, me.today);
  const variables = { unitId, first: pageSize, where: whereOf(state), on: on ?? null, asOf: asOfIn(asOf) };
  const { question, isWhole } = useAll(PrintedLedgerDocument, (after) => ({ ...variables, after }), {
    isPast,
    pageInfoOf: ({ unitLedger }) => unitLedger?.pageInfo ?? null,
  });
  const lines = (question.data?.pages ?? []).flatMap(({ unitLedger }) =>
    (unitLedger?.edges ?? []).map(({ node }) => node),
  );
  const headings = useQuestions(
    PrintedHeadingsDocument,
    inPortions(planIdsOf(lines)).map((ids) => ({ ids: [...ids] })),
    { isPast: true, enabled: isWhole },
  );
  const plans = new Map(
    headings
      .flatMap(({ data }) => data?.nodes ?? [])
      .flatMap((node) => (isPlan(node) ? [[String(node.id), node] as const] : [])),
  );
  const filters = useFilterWords(state, plans.get(state.plan ?? "")?.title);
  return (
    <Answered question={question}>
      {({ pages }) => {
        const [first, last] = [pages[0], pages[pages.length - 1]];
        const { unit, unitLedger } = first ?? {};
        if (!unit || !unitLedger) return <NotFound />;
        const isReady = isWhole && headings.every(({ isSuccess }) => isSuccess);
        const lamp = lines[0]?.lamp;
        const moment = {
          on: lamp?.on ?? on ?? me.today,
          asOf,
          position: unitLedger.position,
          hasMoved: unitLedger.position !== last?.unitLedger?.position,
          stale: unitLedger.stale,
          rule: lamp?.rule,
          filters,
        };
        return (
          <>
            <PrintBar read={lines.length} total={unitLedger.totalCount} isWhole={isReady}>
              <Exports path={`/export/ledger/${encodeURIComponent(unitId)}`} asOf={asOf ?? on} />
              {question.isError && <FailureShown error={question.error} again={() => void question.fetchNextPage()} />}
            </PrintBar>
            <Paper title={texts.ledgerTitle(unit.name)} unit={unit.name} isWhole={isReady}>
              <LedgerTable
                of={byPlan(lines).map((each) => ({ ...each, plan: plans.get(each.planId) ?? null }))}
                moment={moment}
                isWhole={isReady}
              />
            </Paper>
          </>
        );
      }}
    </Answered>
  );
}

const columns = 11;

type OfPlan = PlanLines<PrintedLineFragment> & { readonly plan: PrintedPlanHeadFragment | null };

const isPlan = (node: object | null): node is PrintedPlanHeadFragment => node !== null && "sections" in node;

function LedgerTable({
  of,
  moment,
  isWhole,
}: {
  readonly of: readonly OfPlan[];
  readonly moment: Moment;
  readonly isWhole: boolean;
}) {
  const texts = useTexts(printTexts);
  const language = useLanguage();
  const [table, { pieces, turns }] = useLaidOut(
    isWhole,
    `${of.map(({ lines }) => lines.length).join(" ")} ${language}`,
  );
  return (
    <table className="paper-table" ref={table}>
      <Heads
        of={[
          [texts.first, 8],
          [texts.second, 8],
          [texts.no, 4],
          [texts.task, null],
          [texts.parts, 4],
          [texts.leads, 8],
          [texts.deadline, 8],
          [texts.state, 6],
          [texts.due, 6],
          [texts.lamp, 6],
          [texts.progress, 18],
        ]}
      />
      {of.flatMap(({ planId, lines, plan }, at) => {
        const rows = inPieces(lines, pieces[at]);
        return stretchesOf(rows.length, turns[at] ?? []).map((stretch) => (
          <PlanRows
            key={`${planId} ${stretch.from}`}
            plan={plan}
            rows={rows.slice(stretch.from, stretch.to)}
            turns={stretch.turns}
          />
        ));
      })}
      {of.length === 0 && (
        <tbody>
          <tr>
            <td colSpan={columns}>{texts.noLines}</td>
          </tr>
        </tbody>
      )}
      <PaperEnd columns={columns} moment={moment} />
    </table>
  );
}

/** The lines of a plan on one page: its title and its headings are printed again with each. */
function PlanRows({
  plan,
  rows,
  turns,
}: {
  readonly plan: PrintedPlanHeadFragment | null;
  readonly rows: readonly Piece<PrintedLineFragment>[];
  readonly turns: boolean;
}) {
  const titleOf = usePlanTitle();
  const headings = rows.map(({ row: { task } }): readonly [string, string] =>
    headingsOf(plan?.sections ?? [], task?.row ?? {}),
  );
  const spans = spansOf(headings);
  return (
    <tbody className={turns ? "paper-turn" : undefined}>
      {plan && (
        <tr className="paper-plan">
          <th scope="rowgroup" colSpan={columns}>
            <PlainText>{titleOf(plan)}</PlainText>
          </th>
        </tr>
      )}
      {rows.map((piece, at) => (
        <tr key={`${piece.row.id} ${piece.at}`}>
          <HeadingCells words={headings[at] ?? ["", ""]} spans={spans[at] ?? [1, 1]} />
          <LineCells piece={piece} />
        </tr>
      ))}
    </tbody>
  );
}

function LineCells({ piece }: { readonly piece: Piece<PrintedLineFragment> }) {
  const texts = useTexts(printTexts);
  const joining = useJoining();
  const [stateWord, reportWord, itemWord, relationWord] = [
    useWords("AssignmentState"),
    useWords("CompletionReportState"),
    useWords("ItemState"),
    useWords("Relation"),
  ];
  const {
    kind,
    no,
    row,
    text: words,
    item,
    urgingNo,
    task,
    relations,
    leads,
    state,
    reportState,
    dueOn,
    lamp,
    partNo,
  } = piece.row;
  const isFirst = piece.at === 0;
  const subject = words ?? texts.planReport;
  const about = item ? `${item.no ?? ""}${item.text ?? ""}${joining.aside(subject)}` : subject;
  const standing =
    kind === "ITEM" && item
      ? itemWord(item.state)
      : state
        ? stateWord(state)
        : reportState
          ? reportWord(reportState)
          : "";
  const report =
    kind === "PART" ? task?.assignments.find((part) => part.partNo === partNo)?.reports.edges[0]?.node : undefined;
  const text = (whole: string) => <PlainText>{pieceOf(whole, piece)}</PlainText>;
  return (
    <>
      <NoCell of={{ row, no }} isFirst={isFirst} />
      <td>{text(kind === "URGING" && urgingNo != null ? `${texts.urging(urgingNo)}${about}` : about)}</td>
      <td>{isFirst && joining.list(relations.map(relationWord))}</td>
      <td>{text(joining.list(leads.map(({ name }) => name)))}</td>
      <td>{text(task?.row.deadlineText ?? "")}</td>
      <td>{isFirst && standing}</td>
      <td>{isFirst && dueOn}</td>
      <td>{isFirst && <LampMark lamp={lamp.lamp} />}</td>
      <td className="words">
        {report && text(joining.labelled(texts.reportAt(report.no, report.reportedOn), report.progress))}
      </td>
    </>
  );
}

/** The filters of the address in words, because what is printed without them would look like everything. */
function useFilterWords(
  { state, lamp, returned, plan, relation, q, due }: PrintLedgerState,
  title: string | undefined,
) {
  const texts = useTexts(printTexts);
  const language = useLanguage();
  const [stateWord, lampWord, relationWord] = [useWords("AssignmentState"), useWords("Lamp"), useWords("Relation")];
  return [
    ...(state ? [stateWord(state)] : []),
    ...(lamp ? [lampWord(lamp)] : []),
    ...(returned ? [texts.returned] : []),
    ...(relation ? [relationWord(relation)] : []),
    ...(plan ? [texts.ofPlan(title ?? plan)] : []),
    ...(q ? [texts.holding(q)] : []),
    ...(due ? [texts.dueOn(dayText(due, language))] : []),
  ];
}
