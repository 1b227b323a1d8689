// The paper 纸面: what stands around a printed table, and the line above it that prints and is not printed itself.
import type { ReactNode } from "react";
import { dayText } from "../parts/day.ts";
import { PlainText } from "../parts/plain-text.tsx";
import { taskNo } from "../parts/task-no.ts";
import { useLanguage, useTexts } from "../texts/catalogue.ts";
import { useJoining } from "../texts/joining.ts";
import { printTexts } from "./texts.ts";
import "../styles/print.css";

/** The line above the paper: how much has been read, and the button that prints once that is all. */
export function PrintBar({
  read,
  total,
  isWhole,
  isForm = false,
  children,
}: {
  readonly read: number;
  readonly total: number;
  readonly isWhole: boolean;
  readonly isForm?: boolean;
  /** What else can be done with it, such as saving it as a file. */
  readonly children?: ReactNode;
}) {
  const texts = useTexts(printTexts);
  return (
    <div className="print-bar">
      <button
        type="button"
        className="main-button"
        aria-disabled={!isWhole}
        onClick={() => {
          if (isWhole) window.print();
        }}
      >
        {texts.print}
      </button>
      <p role="status">{isWhole ? texts.whole(total) : texts.reading(read, total)}</p>
      <p className="small">{isForm ? texts.hintForm : texts.hint}</p>
      {children}
    </div>
  );
}

/** What a printed thing is of: told in small print below it. */
export interface Moment {
  /** The day by which it is judged what is due. */
  readonly on: string;
  /** The moment of the past as the address has it; undefined for now. */
  readonly asOf?: string | undefined;
  readonly position: string | null | undefined;
  /** Whether what was read last is of a later position than what was read first. */
  readonly hasMoved?: boolean;
  readonly stale: boolean;
  readonly rule?: string | undefined;
  /** The filters in words; empty where everything is printed. */
  readonly filters?: readonly string[];
}

/** The paper itself. `unit` stands where it is to seal; null for what no unit reports. */
export function Paper({
  title,
  unit,
  isForm = false,
  isWhole = true,
  children,
}: {
  readonly title: string;
  readonly unit: string | null;
  readonly isForm?: boolean;
  readonly isWhole?: boolean;
  /** The table, with its `Heads` and its `PaperEnd`. */
  readonly children: ReactNode;
}) {
  const texts = useTexts(printTexts);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what is wider than the window is moved by the keyboard.
    <section className="paper-frame scrolled" aria-label={texts.paper} tabIndex={0}>
      <article className={isForm ? "paper paper-form" : "paper"}>
        <h1>
          <PlainText>{title}</PlainText>
        </h1>
        {!isWhole && <p className="paper-unfinished">{texts.unfinished}</p>}
        <p className="paper-head">
          <span>
            {texts.reportingUnit}
            {unit !== null && <PlainText>{unit}</PlainText>}
          </span>
          <span className="paper-blank">{texts.reportingDay}</span>
        </p>
        {children}
      </article>
    </section>
  );
}

/** The last row of the table: who filled it in, the place for the seal, and in small print what it is of. */
export function PaperEnd({
  columns,
  moment: { on, asOf, position, hasMoved = false, stale, rule, filters = [] },
}: {
  readonly columns: number;
  readonly moment: Moment;
}) {
  const texts = useTexts(printTexts);
  const joining = useJoining();
  const language = useLanguage();
  const said = [
    texts.asOf(dayText(on, language)),
    ...(asOf === undefined ? [] : [texts.moment(asOf)]),
    ...(position == null ? [] : [texts.position(position)]),
    ...(hasMoved ? [texts.moved] : []),
    ...(stale ? [texts.stale] : []),
    ...(rule === undefined ? [] : [texts.rule(rule)]),
    texts.lampsOwn,
    ...(filters.length > 0 ? [texts.filtered(joining.list(filters))] : []),
  ];
  return (
    <tbody>
      <tr>
        <td className="paper-end" colSpan={columns}>
          <div className="paper-foot">
            <p>{texts.reporter}</p>
            <p>{texts.contact}</p>
            <p className="seal">{texts.seal}</p>
          </div>
          <p className="paper-small">
            <PlainText>{joining.clauses(said)}</PlainText>
          </p>
        </td>
      </tr>
    </tbody>
  );
}

/** The two cells of the headings over a row, where it begins them. */
export function HeadingCells({
  words,
  spans,
}: {
  readonly words: readonly [string, string];
  readonly spans: readonly [number, number];
}) {
  return words.map((text, column) => {
    const span = spans[column] ?? 0;
    return span === 0 ? null : (
      // biome-ignore lint/suspicious/noArrayIndexKey: the first and the second heading.
      <td key={column} rowSpan={span} className="paper-heading">
        <PlainText>{text}</PlainText>
      </td>
    );
  });
}

/** The cell of a row's number: of a row that goes on from the page before it says so. */
export function NoCell({
  of: { row, no },
  isFirst,
}: {
  readonly of: { readonly row?: number | null; readonly no?: string | null };
  readonly isFirst: boolean;
}) {
  const texts = useTexts(printTexts);
  const called = row == null ? "" : taskNo({ row, no });
  return <td>{isFirst ? called : texts.continued(called)}</td>;
}

/** The heads of a table, repeated on every page of paper, each with its share of the width in per cent; null takes what is left. */
export function Heads({
  of,
}: {
  readonly of: readonly (readonly [word: string, share: 4 | 6 | 8 | 12 | 18 | null])[];
}) {
  return (
    <thead>
      <tr>
        {of.map(([word, share]) => (
          <th key={word} scope="col" className={share === null ? undefined : `share-${share}`}>
            {word}
          </th>
        ))}
      </tr>
    </thead>
  );
}
