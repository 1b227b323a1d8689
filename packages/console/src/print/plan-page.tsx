// 打印计划: the table of a plan under its headings, as its notice prints it, and beside that where each task stands.
import {
  type AssignmentState,
  PrintedPlanDocument,
  type PrintedTaskFragment,
  type Relation,
} from "../generated/operations.ts";
import { useMe } from "../me.ts";
import { asOfIn, isOfPast } from "../moment.ts";
import { useAddress } from "../page.ts";
import { Answered, FailureShown, NotFound } from "../parts/answer.tsx";
import { Exports } from "../parts/exports.tsx";
import { LampMark } from "../parts/lamp.tsx";
import { PlainText } from "../parts/plain-text.tsx";
import { useWords } from "../parts/word.tsx";
import { useLanguage, useTexts } from "../texts/catalogue.ts";
import { type Joining, useJoining } from "../texts/joining.ts";
import { printPlanAddress } from "./address.ts";
import { headingsOf, spansOf } from "./headings.ts";
import { HeadingCells, Heads, type Moment, NoCell, Paper, PaperEnd, PrintBar } from "./paper.tsx";
import { inPieces, type Piece, pieceOf } from "./pieces.ts";
import { usePlanTitle } from "./plan-title.ts";
import { printTexts } from "./texts.ts";
import { stretchesOf } from "./turns.ts";
import { useAll } from "./use-all.ts";
import { useLaidOut } from "./use-laid-out.ts";

// As many as one answer may hold.
const pageSize = 100;
const relations: readonly Relation[] = ["LEAD", "RESPONSIBLE", "SUPERVISING", "GUIDING"];

export function PrintPlanPage() {
  const titleOf = usePlanTitle();
  const me = useMe();
  const { state } = useAddress(printPlanAddress);
  const { planId, on, asOf } = state;
  const variables = { planId, first: pageSize, on: on ?? null, asOf: asOfIn(asOf) };
  const { question, isWhole } = useAll(PrintedPlanDocument, (after) => ({ ...variables, after }), {
    isPast: isOfPast(state, me.today),
    pageInfoOf: ({ tasks }) => tasks.pageInfo,
  });
  const tasks = (question.data?.pages ?? []).flatMap((page) => page.tasks.edges.map(({ node }) => node));
  return (
    <Answered question={question}>
      {({ pages }) => {
        const [first, last] = [pages[0], pages[pages.length - 1]];
        if (!first?.plan) return <NotFound />;
        const { plan } = first;
        const lamp = tasks[0]?.lamp;
        const moment = {
          on: lamp?.on ?? on ?? me.today,
          asOf,
          position: first.tasks.position,
          hasMoved: first.tasks.position !== last?.tasks.position,
          stale: first.tasks.stale,
          rule: lamp?.rule,
        };
        return (
          <>
            <PrintBar read={tasks.length} total={first.tasks.totalCount} isWhole={isWhole}>
              <Exports path={`/export/plan/${encodeURIComponent(planId)}`} asOf={asOf ?? on} />
              {question.isError && <FailureShown error={question.error} again={() => void question.fetchNextPage()} />}
            </PrintBar>
            <Paper title={titleOf(plan)} unit={plan.issuer ?? null} isWhole={isWhole}>
              <PlanTable tasks={tasks} sections={plan.sections} moment={moment} isWhole={isWhole} />
            </Paper>
          </>
        );
      }}
    </Answered>
  );
}

function PlanTable({
  tasks,
  sections,
  moment,
  isWhole,
}: {
  readonly tasks: readonly PrintedTaskFragment[];
  readonly sections: Parameters<typeof headingsOf>[0];
  readonly moment: Moment;
  readonly isWhole: boolean;
}) {
  const texts = useTexts(printTexts);
  const language = useLanguage();
  const [table, laid] = useLaidOut(isWhole, `${tasks.length} ${language}`);
  const rows = inPieces(tasks, laid.pieces[0]);
  // A column that no row of the notice fills is none.
  const hasRequirement = tasks.some(({ row }) => row.requirement != null);
  const hasPaths = tasks.some(({ row }) => row.publicationPaths.length > 0);
  const heads = [
    [texts.first, 8],
    [texts.second, 8],
    [texts.no, 4],
    [texts.task, null],
    ...(hasRequirement ? [[texts.requirement, 18] as const] : []),
    [texts.units, 12],
    [texts.deadline, 6],
    ...(hasPaths ? [[texts.paths, 8] as const] : []),
    [texts.due, 6],
    [texts.lamp, 6],
    [texts.unitStates, 18],
  ] as const;
  return (
    <table className="paper-table" ref={table}>
      <Heads of={heads} />
      {stretchesOf(rows.length, laid.turns[0] ?? []).map((stretch) => (
        <PlanRows
          key={stretch.from}
          turns={stretch.turns}
          rows={rows.slice(stretch.from, stretch.to)}
          {...{ sections, hasRequirement, hasPaths }}
        />
      ))}
      {tasks.length === 0 && (
        <tbody>
          <tr>
            <td colSpan={heads.length}>{texts.noTasks}</td>
          </tr>
        </tbody>
      )}
      <PaperEnd columns={heads.length} moment={moment} />
    </table>
  );
}

/** The rows of one page: their headings are printed again with each. */
function PlanRows({
  rows,
  sections,
  turns,
  hasRequirement,
  hasPaths,
}: {
  readonly rows: readonly Piece<PrintedTaskFragment>[];
  readonly sections: Parameters<typeof headingsOf>[0];
  readonly turns: boolean;
  readonly hasRequirement: boolean;
  readonly hasPaths: boolean;
}) {
  const headings = rows.map(({ row: { row } }) => headingsOf(sections, row));
  const spans = spansOf(headings);
  return (
    <tbody className={turns ? "paper-turn" : undefined}>
      {rows.map((piece, at) => (
        <tr key={`${piece.row.id} ${piece.at}`}>
          <HeadingCells words={headings[at] ?? ["", ""]} spans={spans[at] ?? [1, 1]} />
          <TaskCells {...{ piece, hasRequirement, hasPaths }} />
        </tr>
      ))}
    </tbody>
  );
}

function TaskCells({
  piece,
  hasRequirement,
  hasPaths,
}: {
  readonly piece: Piece<PrintedTaskFragment>;
  readonly hasRequirement: boolean;
  readonly hasPaths: boolean;
}) {
  const texts = useTexts(printTexts);
  const joining = useJoining();
  const [relationWord, stateWord] = [useWords("Relation"), useWords("AssignmentState")];
  const { row, current, dueOn, lamp, printedUnits, assignments } = piece.row;
  const isFirst = piece.at === 0;
  const text = (whole: string) => <PlainText>{pieceOf(whole, piece)}</PlainText>;
  return (
    <>
      <NoCell of={row} isFirst={isFirst} />
      <td>{text(current.text === row.text ? row.text : `${row.text}${texts.amended(current.text)}`)}</td>
      {hasRequirement && <td>{text(row.requirement ?? "")}</td>}
      <td className="words">{text(unitsPrinted(printedUnits, relationWord, joining))}</td>
      <td>{text(row.deadlineText ?? "")}</td>
      {hasPaths && <td>{text(joining.clauses(row.publicationPaths))}</td>}
      <td>{isFirst && dueOn}</td>
      <td>{isFirst && <LampMark lamp={lamp.lamp} />}</td>
      <td className="words">{text(unitsByState(assignments, stateWord, joining))}</td>
    </>
  );
}

/** The units in printed words, under what they are to the task. */
function unitsPrinted(
  units: PrintedTaskFragment["printedUnits"],
  word: (relation: Relation) => string,
  { labelled, list }: Joining,
): string {
  const lines = relations.flatMap((relation) => {
    const names = [...new Set(units.filter((each) => each.relation === relation).map(({ printed }) => printed))];
    return names.length > 0 ? [labelled(word(relation), list(names))] : [];
  });
  return lines.join("\n");
}

/** The units by how their parts stand, one state a line. */
function unitsByState(
  parts: PrintedTaskFragment["assignments"],
  word: (state: AssignmentState) => string,
  { labelled, list }: Joining,
): string {
  const lines = [...new Set(parts.map(({ state }) => state))].map((state) => {
    const names = parts.filter((part) => part.state === state).map(({ unit }) => unit.name);
    return labelled(`${word(state)} ${names.length}`, list(names));
  });
  return lines.join("\n");
}
