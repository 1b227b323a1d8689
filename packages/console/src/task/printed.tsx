// What the notice prints, line by line, beside what was read of it: to look at a field is to see its words.
import { type ReactNode, useState } from "react";
import type { SourceUseKind } from "../generated/operations.ts";
import { dayText } from "../parts/day.ts";
import { LampMark } from "../parts/lamp.tsx";
import { PlainText } from "../parts/plain-text.tsx";
import { useWords } from "../parts/word.tsx";
import { useLanguage, useTexts } from "../texts/catalogue.ts";
import { useJoining } from "../texts/joining.ts";
import { type Span, stretchesOfLine } from "./marks.ts";
import type { TaskOnPage } from "./task-on-page.ts";
import { taskTexts } from "./texts.ts";

type Looked = SourceUseKind | null;

export function Printed({ task }: { readonly task: TaskOnPage }) {
  const [looked, look] = useState<Looked>(null);
  const texts = useTexts(taskTexts);
  const { source, spans, printed } = task.row;
  const lines = source ?? [];
  const [first, last] = [lines[0], lines[lines.length - 1]];
  return (
    <div className="beside">
      <section aria-labelledby="printed">
        <h2 id="printed">{first && last ? texts.printedLines(first.no, last.no) : texts.printedCells}</h2>
        {lines.length > 0 ? (
          <>
            <ol className="source">
              {lines.map((line) => (
                <li key={line.no}>
                  <span className="source-no">{line.no}</span>
                  <SourceWords line={line} spans={spans ?? []} looked={looked} look={look} />
                </li>
              ))}
            </ol>
            {last && spans?.some(({ line }) => line > last.no) && (
              <p className="small">{texts.linesCut(lines.length)}</p>
            )}
          </>
        ) : (
          <>
            <p className="small">{texts.noSource}</p>
            <dl className="cells">
              {printed.map(({ column, text }) => (
                <div key={column}>
                  <dt>
                    <PlainText>{column}</PlainText>
                  </dt>
                  <dd>
                    <PlainText>{text}</PlainText>
                  </dd>
                </div>
              ))}
            </dl>
          </>
        )}
      </section>
      <Reading task={task} looked={looked} look={look} />
    </div>
  );
}

function SourceWords({
  line,
  spans,
  looked,
  look,
}: {
  readonly line: { readonly no: number; readonly text: string };
  readonly spans: readonly Span[];
  readonly looked: Looked;
  readonly look: (field: Looked) => void;
}) {
  const texts = useTexts(taskTexts);
  const word = useWords("SourceUseKind");
  return (
    <span className="source-text">
      {stretchesOfLine(line, spans).map(({ from, text, field }) =>
        field === null ? (
          <span
            key={from}
            className={text.trim() === "" ? undefined : "not-read"}
            title={text.trim() === "" ? undefined : texts.notRead}
          >
            <PlainText>{text}</PlainText>
          </span>
        ) : (
          <mark
            key={from}
            className={field === looked ? "looked" : undefined}
            title={word(field)}
            onMouseEnter={() => look(field)}
            onMouseLeave={() => look(null)}
          >
            <PlainText>{text}</PlainText>
          </mark>
        ),
      )}
    </span>
  );
}

function Reading({
  task,
  looked,
  look,
}: {
  readonly task: TaskOnPage;
  readonly looked: Looked;
  readonly look: (field: Looked) => void;
}) {
  const texts = useTexts(taskTexts);
  const joining = useJoining();
  const language = useLanguage();
  const relationWord = useWords("Relation");
  const { row, current, dueOn, lamp, printedUnits } = task;
  const field = (kind: SourceUseKind, label: string, content: ReactNode) => (
    // biome-ignore lint/a11y/noStaticElementInteractions: to look at a field marks its words in the notice.
    <div
      // biome-ignore lint/a11y/noNoninteractiveTabindex: and so does to focus it, by the keyboard.
      tabIndex={0}
      className={looked === kind ? "reading looked" : "reading"}
      onFocus={() => look(kind)}
      onBlur={() => look(null)}
      onMouseEnter={() => look(kind)}
      onMouseLeave={() => look(null)}
    >
      <dt>{label}</dt>
      <dd>{content}</dd>
    </div>
  );
  const relations = [...new Set(printedUnits.map(({ relation }) => relation))];
  return (
    <section aria-labelledby="read">
      <h2 id="read">{texts.read}</h2>
      <dl className="readings">
        {field(
          "TASK",
          texts.text,
          <>
            <PlainText>{row.text}</PlainText>
            {current.text !== row.text && (
              <p className="small">
                <PlainText>{texts.amended(current.text)}</PlainText>
              </p>
            )}
          </>,
        )}
        {current.requirement && field("REQUIREMENT", texts.requirement, <PlainText>{current.requirement}</PlainText>)}
        {field(
          "DEADLINE",
          texts.due,
          <>
            {row.deadlineText && <PlainText>{row.deadlineText}</PlainText>}
            {dueOn && ` → ${dayText(dueOn, language)} `}{" "}
            <LampMark lamp={lamp.lamp} dueOn={dueOn ?? null} on={lamp.on} /> <span className="small">{lamp.rule}</span>
          </>,
        )}
        {row.publicationPaths.length > 0 &&
          field("PATH", texts.paths, <PlainText>{joining.clauses(row.publicationPaths)}</PlainText>)}
        {printedUnits.length > 0 &&
          field(
            "UNIT",
            texts.parts,
            relations.map((relation) => (
              <span key={relation} className="reading-units">
                <strong>{relationWord(relation)}</strong>{" "}
                <PlainText>
                  {joining.list(
                    printedUnits
                      .filter((each) => each.relation === relation)
                      .map(({ printed, readAs }) => (readAs && readAs !== printed ? `${printed}→${readAs}` : printed)),
                  )}
                </PlainText>{" "}
              </span>
            )),
          )}
      </dl>
    </section>
  );
}
