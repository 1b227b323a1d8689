// Every line of the notice 原文: what it was read as, what is structure, and, hatched and named, what went unread.
import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useMemo, useRef } from "react";
import type { LineOfDraftFragment, WarningShownFragment } from "../generated/operations.ts";
import { PageLink } from "../parts/page-link.tsx";
import { PartOnPaper } from "../parts/part-on-paper.tsx";
import { PlainText } from "../parts/plain-text.tsx";
import { taskNo, useTaskNo } from "../parts/task-no.ts";
import { useWords } from "../parts/word.tsx";
import { stretchesOfLine } from "../task/marks.ts";
import { useTexts } from "../texts/catalogue.ts";
import { type WorkbenchState, workbenchAddress } from "./address.ts";
import { isIn, kindOf, pagesOf, rowBegunOn, shownLines } from "./lines.ts";
import { numbered, type PlanOnPage } from "./plan-on-page.ts";
import { workbenchTexts } from "./texts.ts";
import { useLines } from "./use-lines.ts";
import { useRow } from "./use-row.ts";
import { weightOf } from "./warnings.ts";

const linePx = 26;
const overscan = 12;

export function NoticeLines({
  plan,
  state,
  go,
  looked,
  row,
}: {
  readonly plan: PlanOnPage;
  readonly state: WorkbenchState;
  readonly go: (state: WorkbenchState, how?: "push" | "replace") => void;
  /** The warning that is looked at; undefined where a row is. */
  readonly looked: WarningShownFragment | undefined;
  readonly row: number | null;
}) {
  const texts = useTexts(workbenchTexts);
  const { lineCount } = plan.source;
  const unread = useMemo(() => plan.unread.map(({ lines }) => lines), [plan.unread]);
  const flagged = useMemo(
    () => [...plan.warnings.flatMap(({ lines }) => lines ?? []), ...unread],
    [plan.warnings, unread],
  );
  const numbers = useMemo(
    () => shownLines(lineCount ?? 0, state.flagged ? flagged : null),
    [lineCount, state.flagged, flagged],
  );
  const rowLines = useRow(plan.id, row).data?.plan?.row?.lines;
  const chosen = looked?.lines ? [looked.lines] : (rowLines ?? []);
  const pane = useRef<HTMLElement>(null);
  const virtual = useVirtualizer({
    count: numbers.length,
    getScrollElement: () => pane.current,
    estimateSize: () => linePx,
    getItemKey: (at) => numbers[at] ?? at,
    overscan,
  });
  const shown = virtual.getVirtualItems();
  const lines = useLines(plan.id, pagesOf(shown.flatMap(({ index }) => numbers[index] ?? [])));
  const first = chosen[0]?.from;
  useEffect(() => {
    const at = first === undefined ? -1 : numbers.findIndex((no) => no >= first);
    if (at >= 0) virtual.scrollToIndex(at, { align: "center" });
  }, [first, numbers, virtual]);

  if (lineCount === null) return <p className="nothing">{texts.noLines}</p>;
  const [top, bottom] = [shown[0]?.start ?? 0, virtual.getTotalSize() - (shown[shown.length - 1]?.end ?? 0)];
  return (
    <div className="bench-notice">
      <div className="notice-head">
        <h2 id="notice">{texts.notice(lineCount)}</h2>
        <label>
          <input
            type="checkbox"
            checked={state.flagged ?? false}
            onChange={() => {
              const { flagged: was, ...others } = state;
              go(was ? others : { ...others, flagged: true }, "replace");
            }}
          />{" "}
          {texts.flaggedOnly}
        </label>
      </div>
      {shown.length < numbers.length && <PartOnPaper />}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard. */}
      <section className="notice-pane" ref={pane} tabIndex={0} aria-labelledby="notice">
        <ol className="source" style={{ paddingTop: top, paddingBottom: Math.max(0, bottom) }}>
          {shown.map(({ index, key }) => {
            const no = numbers[index];
            if (no === undefined) return null;
            const line = lines.get(no);
            return (
              <li
                key={key}
                data-index={index}
                ref={virtual.measureElement}
                className={`source-line source-${line ? kindOf(line, unread) : "blank"}${isIn(no, chosen) ? " source-chosen" : ""}`}
              >
                <span className="source-no">{no}</span>
                <span className="source-text">
                  {line && isIn(no, unread) && <strong className="source-mark">{texts.unreadLine}</strong>}
                  {line && <LineWords line={line} row={isIn(no, chosen) ? row : null} />}
                </span>
                <LineDoors no={no} row={rowBegunOn(no, lines)} plan={plan} state={state} />
              </li>
            );
          })}
        </ol>
      </section>
    </div>
  );
}

/** The words of a line, each stretch marked as what it was read as. */
function LineWords({ line, row }: { readonly line: LineOfDraftFragment; readonly row: number | null }) {
  const texts = useTexts(workbenchTexts);
  const word = useWords("SourceUseKind");
  const spans = line.uses.map(({ as, from, to }) => ({ field: as, line: line.no, from, to }));
  const ownRow = (from: number) => line.uses.find((use) => use.from === from)?.row ?? null;
  return (
    <>
      {stretchesOfLine(line, spans).map(({ from, text, field }) => {
        const of = ownRow(from);
        return field === null || of === null ? (
          <span key={from}>
            <PlainText>{text}</PlainText>
          </span>
        ) : (
          <mark key={from} className={of === row ? "looked" : undefined} title={word(field)}>
            <PlainText>{text}</PlainText>
          </mark>
        );
      })}
      {line.length > line.text.length && <span className="small">{texts.cut(line.length)}</span>}
    </>
  );
}

/** What leads from a line: to the warnings that begin on it, and to the row that does. */
function LineDoors({
  no,
  row,
  plan,
  state,
}: {
  readonly no: number;
  /** The row that begins on it. */
  readonly row: number | null;
  readonly plan: PlanOnPage;
  readonly state: WorkbenchState;
}) {
  const texts = useTexts(workbenchTexts);
  const called = useTaskNo();
  const { row: _row, ...others } = state;
  return (
    <span className="source-doors">
      {plan.warnings
        .filter(({ lines }) => lines?.from === no)
        .map((warning) => (
          <PageLink
            key={warning.warningNo}
            page={workbenchAddress}
            state={{ ...others, warning: warning.warningNo }}
            className={`flag flag-${weightOf(warning)}`}
            aria-label={texts.flag(warning.warningNo)}
          >
            ⚑{warning.warningNo}
          </PageLink>
        ))}
      {row !== null && (
        <PageLink page={workbenchAddress} state={{ ...state, row }} aria-label={called(numbered(plan, row))}>
          {taskNo(numbered(plan, row))}
        </PageLink>
      )}
    </span>
  );
}
