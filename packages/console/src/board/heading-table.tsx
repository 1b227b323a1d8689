// The board by heading 按目标: the plan, its headings, and those under them, each with the counts of everything under it.
import { useAddress } from "../page.ts";
import { Bar } from "../parts/bar.tsx";
import { LongTable } from "../parts/long-list.tsx";
import { PlainText } from "../parts/plain-text.tsx";
import { useTexts } from "../texts/catalogue.ts";
import { boardAddress } from "./address.ts";
import { BoardHead } from "./board-head.tsx";
import { boardRowPx, type TableOfBoard } from "./board-table.ts";
import { columnsSaying, headingColumns } from "./columns.ts";
import { NumberCell } from "./number-cell.tsx";
import { type HeadingRow, rowsOf } from "./rows.ts";
import { boardTexts } from "./texts.ts";
import { useCalled } from "./words.ts";

export function HeadingTable({ board, before, state }: TableOfBoard) {
  const texts = useTexts(boardTexts);
  const called = useCalled();
  const { go } = useAddress(boardAddress);
  const { folded = [] } = state;
  const fold = (key: string) => {
    const { folded: _before, ...rest } = state;
    const left = folded.includes(key) ? folded.filter((each) => each !== key) : [...folded, key];
    go(left.length > 0 ? { ...rest, folded: left } : rest, "replace");
  };
  const columns = columnsSaying(headingColumns, [board.counts, ...(before ? [before.counts] : [])]);
  const rowsBefore = new Map(before && rowsOf(before.sections).map((row) => [row.key, row]));
  const cellsOf = (
    { counts, picks }: Pick<HeadingRow, "counts" | "picks">,
    text: string,
    was: HeadingRow["counts"] | null | undefined,
  ) => (
    <>
      <td className="bar-column">
        <Bar share={counts.assignments === 0 ? 0 : counts.byState.signedOff / counts.assignments}>
          {texts.doneOf(counts.byState.signedOff, counts.assignments)}
        </Bar>
      </td>
      {columns.map((column) => (
        <NumberCell
          key={column.key}
          {...{ column, counts, picks, state }}
          before={was}
          of={`${text} ${column.group === "tasks" ? texts.tasksGroup : texts.assignmentsGroup} ${column.key === column.group ? texts.all : called(column.called)}`}
        />
      ))}
    </>
  );
  return (
    <>
      {folded.length > 0 && <p className="on-paper">{texts.foldedOnPaper}</p>}
      <LongTable
        caption={texts.boardByHeading}
        className="board"
        head={<BoardHead first={[texts.heading, texts.headway]} columns={columns} />}
        rowsAbove={3}
        sum={
          <tr className="board-sum">
            <th scope="row">{texts.all}</th>
            {cellsOf(
              { counts: board.counts, picks: {} },
              texts.all,
              before === undefined ? undefined : (before?.counts ?? null),
            )}
          </tr>
        }
        rows={rowsOf(board.sections, folded)}
        keyOf={({ key }) => key}
        rowPx={boardRowPx}
      >
        {(row) => (
          <>
            <th scope="row" className={row.isUnder ? "board-under" : undefined}>
              {row.under > 0 && (
                <button
                  type="button"
                  className="fold"
                  aria-expanded={!folded.includes(row.key)}
                  aria-label={texts.under(row.text ?? texts.noHeading)}
                  onClick={() => fold(row.key)}
                >
                  {folded.includes(row.key) ? "▸" : "▾"}
                </button>
              )}
              {row.text === null ? texts.noHeading : <PlainText>{row.text}</PlainText>}
            </th>
            {cellsOf(
              row,
              row.text ?? texts.noHeading,
              before === undefined ? undefined : (rowsBefore.get(row.key)?.counts ?? null),
            )}
          </>
        )}
      </LongTable>
    </>
  );
}
