// The board by unit 按单位: each unit's share of the plan, what it leads, and how its parts stand.
import { ledgerAddress } from "../ledger/address.ts";
import { Bar } from "../parts/bar.tsx";
import { LongTable } from "../parts/long-list.tsx";
import { PageLink } from "../parts/page-link.tsx";
import { PlainText } from "../parts/plain-text.tsx";
import { useTexts } from "../texts/catalogue.ts";
import { BoardHead } from "./board-head.tsx";
import { boardRowPx, type TableOfBoard } from "./board-table.ts";
import { columnsSaying, sortedBy, unitColumns } from "./columns.ts";
import { NumberCell } from "./number-cell.tsx";
import { boardTexts } from "./texts.ts";
import { useCalled } from "./words.ts";

export function UnitTable({ board, before, state }: TableOfBoard) {
  const texts = useTexts(boardTexts);
  const called = useCalled();
  const { planId, on, asOf } = state;
  const columns = columnsSaying(unitColumns, [...board.units, ...(before?.units ?? [])]);
  const by = columns.find(({ key }) => key === state.sort) ?? columns[0];
  const sharesBefore = new Map(before?.units.map((share) => [String(share.unit.id), share]));
  const moment = { ...(on ? { on } : {}), ...(asOf ? { asOf } : {}) };
  return (
    <LongTable
      caption={texts.boardByUnit}
      className="board"
      head={
        <BoardHead
          first={[texts.unit, texts.share, texts.headway]}
          columns={columns}
          sorting={{ state, by: by?.key ?? "" }}
        />
      }
      rowsAbove={2}
      rows={sortedBy(board.units, by)}
      keyOf={({ unit }) => String(unit.id)}
      rowPx={boardRowPx}
    >
      {(share) => {
        const unitId = String(share.unit.id);
        const { name } = share.unit;
        return (
          <>
            <th scope="row">
              <PageLink
                page={ledgerAddress}
                state={{ unitId, plan: planId, ...moment }}
                aria-label={texts.openLedger(name)}
              >
                <PlainText>{name}</PlainText>
              </PageLink>
            </th>
            <td className="bar-column">
              <Bar share={share.share}>{texts.ofAll(percent(share.share))}</Bar>
            </td>
            <td className="bar-column">
              <Bar share={share.assignments === 0 ? 0 : share.byState.signedOff / share.assignments}>
                {texts.doneOf(share.byState.signedOff, share.assignments)}
              </Bar>
            </td>
            {columns.map((column) => (
              <NumberCell
                key={column.key}
                {...{ column, state }}
                counts={share}
                before={before === undefined ? undefined : (sharesBefore.get(unitId) ?? null)}
                picks={{ unit: unitId }}
                of={`${name} ${column.key === column.group ? texts.assignments : called(column.called)}`}
              />
            ))}
          </>
        );
      }}
    </LongTable>
  );
}

const percent = (share: number): string => `${Math.round(share * 1000) / 10}%`;
