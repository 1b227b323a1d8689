// The list of lines: however many there are, only those in sight are in the document.
import { useWindowVirtualizer } from "@tanstack/react-virtual";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { useConsole } from "../console.ts";
import { weekdayText } from "../parts/day.ts";
import { LampMark } from "../parts/lamp.tsx";
import { isPlainKey } from "../shell/shortcuts.ts";
import { useStore } from "../store.ts";
import { useLanguage, useTexts } from "../texts/catalogue.ts";
import type { LedgerState } from "./address.ts";
import type { DayGroup, Row } from "./groups.ts";
import type { Line } from "./ledger-line.ts";
import { LineShown } from "./line.tsx";
import { ledgerTexts } from "./texts.ts";

const linePx = 56;
const overscan = 8;

export function Lines({
  rows,
  state,
  go,
  chosen,
  setChosen,
  isOwn,
  on,
  more,
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
}) {
  const texts = useTexts(ledgerTexts);
  const { settings } = useConsole();
  const { hasLetters } = useStore(settings);
  const list = useRef<HTMLUListElement>(null);
  const [offset, setOffset] = useState(0);
  useEffect(() => setOffset(list.current?.offsetTop ?? 0), []);
  const virtual = useWindowVirtualizer({
    count: rows.length,
    estimateSize: () => linePx,
    overscan,
    scrollMargin: offset,
    getItemKey: (at) => keyOfRow(rows[at]),
  });
  const shown = virtual.getVirtualItems();
  const [first, last] = [shown[0], shown[shown.length - 1]];
  const isNearEnd = last !== undefined && last.index >= rows.length - overscan;
  useEffect(() => {
    if (isNearEnd) more?.();
  }, [isNearEnd, more]);

  function focus(from: number, step: 1 | -1): void {
    let at = from + step;
    while (rows[at]?.kind === "head") at += step;
    if (rows[at]?.kind !== "line") return;
    virtual.scrollToIndex(at, { align: "auto" });
    requestAnimationFrame(() =>
      requestAnimationFrame(() => list.current?.querySelector<HTMLElement>(`[data-index="${at}"] .line-open`)?.focus()),
    );
  }

  function pressed(event: KeyboardEvent<HTMLUListElement>): void {
    if (!hasLetters || !isPlainKey({ ...keysOf(event), target: event.target })) return;
    const at = Number(
      event.target instanceof Element ? event.target.closest("[data-index]")?.getAttribute("data-index") : Number.NaN,
    );
    if (Number.isNaN(at)) return;
    const row = rows[at];
    if (event.code === "KeyJ") focus(at, 1);
    else if (event.code === "KeyK") focus(at, -1);
    else if (event.code === "KeyX" && row?.kind === "line" && row.line.mayBeAccepted) toggle(String(row.line.id));
    else return;
    event.preventDefault();
  }

  const toggle = (id: string) => {
    const next = new Set(chosen);
    if (!next.delete(id)) next.add(id);
    setChosen(next);
  };

  const space = {
    paddingTop: Math.max(0, (first?.start ?? offset) - offset),
    paddingBottom: Math.max(0, virtual.getTotalSize() - ((last?.end ?? offset) - offset)),
  };
  return (
    <>
      <ul className="lines" ref={list} style={space} onKeyDown={pressed}>
        {shown.map(({ index, key }) => {
          const row = rows[index];
          if (!row) return null;
          return (
            <li key={key} data-index={index} ref={virtual.measureElement}>
              {row.kind === "head" ? (
                <Head group={row.group} on={on} chosen={chosen} setChosen={setChosen} />
              ) : (
                <LineShown
                  line={row.line}
                  isOpen={state.open === String(row.line.id)}
                  isChosen={chosen.has(String(row.line.id))}
                  toggle={() => toggle(String(row.line.id))}
                  {...{ state, go, isOwn }}
                />
              )}
            </li>
          );
        })}
      </ul>
      <p className="small keys">
        {texts.keys}{" "}
        <label>
          <input
            type="checkbox"
            checked={hasLetters}
            onChange={() => settings.set({ ...settings.get(), hasLetters: !hasLetters })}
          />{" "}
          {texts.letters}
        </label>
      </p>
    </>
  );
}

const keysOf = ({ key, nativeEvent, keyCode, ctrlKey, metaKey, altKey }: KeyboardEvent) => ({
  ...{ key, keyCode, ctrlKey, metaKey, altKey },
  isComposing: nativeEvent.isComposing,
});

const keyOfRow = (row: Row<Line> | undefined): string =>
  row === undefined ? "" : row.kind === "head" ? `day ${row.group.dueOn}` : String(row.line.id);

/** The head of a day: how far it is, how many lines it has, and the way to select those to accept. */
function Head({
  group: { dueOn, lines },
  on,
  chosen,
  setChosen,
}: {
  readonly group: DayGroup<Line>;
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
        <span className="small">{texts.items(lines.length)}</span>
      </h2>
      {accepting.length > 0 && (
        <button
          type="button"
          className="quiet"
          onClick={() => setChosen(new Set([...chosen, ...accepting.map(({ id }) => String(id))]))}
        >
          {texts.selectDay(accepting.length)}
        </button>
      )}
    </div>
  );
}
