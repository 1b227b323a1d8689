// The list of lines, under the heads of their days, each of which can be folded.
import type { Dispatch, SetStateAction } from "react";
import { weekdayText } from "../parts/day.ts";
import { besides, type DayGroup, lineBeside, type Row } from "../parts/days.ts";
import { LampMark } from "../parts/lamp.tsx";
import { LongList, type RowKey } from "../parts/long-list.tsx";
import { type Ticks, ticked, toggled } from "../parts/ticks.ts";
import { KeysLine } from "../shell/page-keys.tsx";
import { useLanguage, useTexts } from "../texts/catalogue.ts";
import type { LedgerState } from "./address.ts";
import { Ahead } from "./ahead.tsx";
import type { Line } from "./ledger-line.ts";
import { LineShown } from "./line.tsx";
import { ledgerTexts } from "./texts.ts";

const linePx = 56;

export function Lines({
  rows,
  fold,
  state,
  go,
  chosen,
  setChosen,
  isOwn,
  on,
  more,
  left,
  whole,
}: {
  readonly rows: readonly Row<Line>[];
  /** Folds a day, or unfolds it. */
  readonly fold: (group: DayGroup<Line>) => void;
  readonly state: LedgerState;
  readonly go: (state: LedgerState, how?: "push" | "replace") => void;
  readonly chosen: Ticks;
  readonly setChosen: Dispatch<SetStateAction<Ticks>>;
  readonly isOwn: boolean;
  /** The day by which the lines are judged. */
  readonly on: string;
  /** Fetches the next page; null where there is none to fetch. */
  readonly more: (() => void) | null;
  /** How many lines are not fetched yet. */
  readonly left: number;
  /** The address of the page that prints all lines. */
  readonly whole: string;
}) {
  const texts = useTexts(ledgerTexts);
  const open = rows.find((row) => row.kind === "line" && String(row.line.id) === state.open);
  const toggle = (id: string) => setChosen(toggled(id));
  /** Opens a line in place of the one that is open; the focus goes with it. */
  const openInstead = (line: Line) => {
    document.querySelector<HTMLElement>(`[data-line="${line.id}"] .line-open`)?.focus();
    go({ ...state, open: String(line.id) }, "replace");
  };
  /** Opens the line beside the open one, which is here already; where none is open, the one that has the focus. */
  const openBeside = (row: Row<Line>, step: 1 | -1) => {
    const next = open ? lineBeside(rows, state.open, step) : row.kind === "line" ? row.line : undefined;
    if (next) openInstead(next);
  };
  const keys: readonly RowKey<Row<Line>>[] = [
    {
      press: "x",
      does: texts.keySelects,
      act: (row) => row.kind === "line" && row.line.mayBeAccepted && toggle(String(row.line.id)),
    },
    { press: "r", does: texts.keyOpensNext, act: (row) => openBeside(row, 1) },
    { press: "Shift+r", does: texts.keyOpensPrevious, act: (row) => openBeside(row, -1) },
  ];
  return (
    <>
      <LongList
        {...{ rows, more, keys, whole }}
        className="lines"
        total={rows.length + left}
        keyOf={keyOfRow}
        rowPx={linePx}
        stop=".line-open"
      >
        {(row) =>
          row.kind === "head" ? (
            <Head {...row} {...{ fold, on, setChosen }} />
          ) : (
            <LineShown
              line={row.line}
              isOpen={state.open === String(row.line.id)}
              isChosen={chosen.has(String(row.line.id))}
              toggle={() => toggle(String(row.line.id))}
              {...{ state, go, isOwn }}
            />
          )
        }
      </LongList>
      {open?.kind === "line" && <Ahead open={open.line} beside={besides(rows, state.open)} unitId={state.unitId} />}
      <KeysLine />
    </>
  );
}

const keyOfRow = (row: Row<Line>): string => (row.kind === "head" ? `day ${row.group.dueOn}` : String(row.line.id));

/** The head of a day: how far it is, how many lines it has, and the way to select those to accept. */
function Head({
  group,
  isWhole,
  isFolded,
  fold,
  on,
  setChosen,
}: {
  readonly group: DayGroup<Line>;
  readonly isWhole: boolean;
  readonly isFolded: boolean;
  readonly fold: (group: DayGroup<Line>) => void;
  readonly on: string;
  readonly setChosen: Dispatch<SetStateAction<Ticks>>;
}) {
  const texts = useTexts(ledgerTexts);
  const language = useLanguage();
  const { dueOn, lines } = group;
  const accepting = lines.filter(({ mayBeAccepted }) => mayBeAccepted);
  // A group has the lamp of what is still owed on its day.
  const lamp = lines.find(({ standing }) => standing === "OPEN")?.lamp.lamp ?? lines[0]?.lamp.lamp ?? "NONE";
  return (
    <div className="day-head">
      <h2>
        <button type="button" className="fold day-fold" aria-expanded={!isFolded} onClick={() => fold(group)}>
          <span aria-hidden="true">{isFolded ? "▸" : "▾"}</span>{" "}
          {dueOn === null ? texts.noDue : weekdayText(dueOn, language)}
        </button>{" "}
        {dueOn !== null && <LampMark lamp={lamp} dueOn={dueOn} on={on} />}{" "}
        <span className="small">{isWhole ? texts.items(lines.length) : texts.itemsSoFar(lines.length)}</span>
      </h2>
      {accepting.length > 0 && (
        <button
          type="button"
          className="quiet"
          onClick={() => setChosen(ticked(accepting.map(({ id }) => String(id))))}
        >
          {(dueOn === null ? texts.selectNoDue : texts.selectDay)(accepting.length)}
        </button>
      )}
    </div>
  );
}
