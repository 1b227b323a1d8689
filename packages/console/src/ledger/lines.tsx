// The list of lines, under the heads of their days.
import { weekdayText } from "../parts/day.ts";
import type { DayGroup, Row } from "../parts/days.ts";
import { LampMark } from "../parts/lamp.tsx";
import { ListKeys, LongList } from "../parts/long-list.tsx";
import { useLanguage, useTexts } from "../texts/catalogue.ts";
import type { LedgerState } from "./address.ts";
import type { Line } from "./ledger-line.ts";
import { LineShown } from "./line.tsx";
import { ledgerTexts } from "./texts.ts";

const linePx = 56;

export function Lines({
  rows,
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
  readonly state: LedgerState;
  readonly go: (state: LedgerState, how?: "push" | "replace") => void;
  readonly chosen: ReadonlySet<string>;
  readonly setChosen: (chosen: ReadonlySet<string>) => void;
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
  const toggle = (id: string) => {
    const next = new Set(chosen);
    if (!next.delete(id)) next.add(id);
    setChosen(next);
  };
  const pressed = (code: string, row: Row<Line>): boolean => {
    if (code !== "KeyX" || row.kind !== "line" || !row.line.mayBeAccepted) return false;
    toggle(String(row.line.id));
    return true;
  };
  return (
    <>
      <LongList
        {...{ rows, more, pressed, whole }}
        className="lines"
        total={rows.length + left}
        keyOf={keyOfRow}
        rowPx={linePx}
        stop=".line-open"
      >
        {(row) =>
          row.kind === "head" ? (
            <Head group={row.group} isWhole={row.isWhole} on={on} chosen={chosen} setChosen={setChosen} />
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
      <ListKeys>{texts.keys}</ListKeys>
    </>
  );
}

const keyOfRow = (row: Row<Line>): string => (row.kind === "head" ? `day ${row.group.dueOn}` : String(row.line.id));

/** The head of a day: how far it is, how many lines it has, and the way to select those to accept. */
function Head({
  group: { dueOn, lines },
  isWhole,
  on,
  chosen,
  setChosen,
}: {
  readonly group: DayGroup<Line>;
  readonly isWhole: boolean;
  readonly on: string;
  readonly chosen: ReadonlySet<string>;
  readonly setChosen: (chosen: ReadonlySet<string>) => void;
}) {
  const texts = useTexts(ledgerTexts);
  const language = useLanguage();
  const accepting = lines.filter(({ mayBeAccepted }) => mayBeAccepted);
  // A group has the lamp of what is still owed on its day.
  const lamp = lines.find(({ standing }) => standing === "OPEN")?.lamp.lamp ?? lines[0]?.lamp.lamp ?? "NONE";
  return (
    <div className="day-head">
      <h2>
        {dueOn === null ? texts.noDue : weekdayText(dueOn, language)}{" "}
        {dueOn !== null && <LampMark lamp={lamp} dueOn={dueOn} on={on} />}{" "}
        <span className="small">{isWhole ? texts.items(lines.length) : texts.itemsSoFar(lines.length)}</span>
      </h2>
      {accepting.length > 0 && (
        <button
          type="button"
          className="quiet"
          onClick={() => setChosen(new Set([...chosen, ...accepting.map(({ id }) => String(id))]))}
        >
          {(dueOn === null ? texts.selectNoDue : texts.selectDay)(accepting.length)}
        </button>
      )}
    </div>
  );
}
