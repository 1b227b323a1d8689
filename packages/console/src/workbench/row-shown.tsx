// One row as it was read 读成: each field, and below it the cells as printed.
import type { ReactNode } from "react";
import type { RowReadFragment } from "../generated/operations.ts";
import { dayText } from "../parts/day.ts";
import { Folded } from "../parts/folded.tsx";
import { headingWords } from "../parts/heading-words.ts";
import { PageLink } from "../parts/page-link.tsx";
import { PlainText } from "../parts/plain-text.tsx";
import { useTaskNo } from "../parts/task-no.ts";
import { useWords } from "../parts/word.tsx";
import { useLanguage, useSay, useTexts } from "../texts/catalogue.ts";
import { useJoining } from "../texts/joining.ts";
import { type WorkbenchState, workbenchAddress } from "./address.ts";
import { numbered, type PlanOnPage } from "./plan-on-page.ts";
import { workbenchTexts } from "./texts.ts";
import { useRow } from "./use-row.ts";

export function RowShown({
  plan,
  row,
  state,
}: {
  readonly plan: PlanOnPage;
  readonly row: number | null;
  readonly state: WorkbenchState;
}) {
  const texts = useTexts(workbenchTexts);
  const called = useTaskNo();
  const found = useRow(plan.id, row).data?.plan?.row;
  return (
    <section className="row-read" aria-labelledby="row-read">
      <div className="buttons">
        <h2 id="row-read">
          {texts.rowHeading} {found && row !== null && called(found)}
        </h2>
        {row !== null && row > 1 && (
          <PageLink page={workbenchAddress} state={{ ...state, row: row - 1 }}>
            {texts.previousRow}
          </PageLink>
        )}
        {(row ?? 0) < plan.taskCount && (
          <PageLink page={workbenchAddress} state={{ ...state, row: (row ?? 0) + 1 }}>
            {texts.nextRow}
          </PageLink>
        )}
      </div>
      {row === null && <p className="small">{texts.noRow}</p>}
      {row !== null && found && <Fields row={found} plan={plan} />}
    </section>
  );
}

function Fields({ row, plan }: { readonly row: RowReadFragment; readonly plan: PlanOnPage }) {
  const texts = useTexts(workbenchTexts);
  const language = useLanguage();
  const relationWord = useWords("Relation");
  const called = useTaskNo();
  const say = useSay();
  const joining = useJoining();
  const first = plan.sections.find(({ no, part }) => no === row.section && part === row.part);
  const second = first?.children.find(({ no }) => no === row.subsection);
  const headings = [first, second].flatMap((each) => (each ? headingWords(each.no, each.title) : []));
  const due = row.dueDays.length > 0 ? row.dueDays : row.dueOn === null ? [] : [row.dueOn];
  const field = (label: string, content: ReactNode) => (
    <div>
      <dt>{label}</dt>
      <dd>{content}</dd>
    </div>
  );
  const plain = (text: string) => <PlainText>{text}</PlainText>;
  return (
    <>
      <dl className="cells">
        {headings.length > 0 && field(texts.headings, plain(headings.join(" › ")))}
        {field(texts.task, plain(row.text))}
        {row.requirement !== null && field(texts.requirement, plain(row.requirement))}
        {field(
          texts.units,
          <ul>
            {row.units.map(({ name, relation, readAs, inheritedFromRow }, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a name may be printed twice in one cell.
              <li key={`${at} ${name}`}>
                {relationWord(relation)} {plain(name)}{" "}
                <span className="small">
                  {[
                    readAs === null ? texts.outside : readAs === name ? "" : texts.read(readAs),
                    inheritedFromRow === null ? "" : texts.inherited(called(numbered(plan, inheritedFromRow))),
                  ]
                    .filter(Boolean)
                    .join(" · ")}
                </span>
              </li>
            ))}
          </ul>,
        )}
        {field(
          texts.due,
          <>
            {row.deadlineText !== null && plain(`${row.deadlineText} → `)}
            {due.length > 0
              ? joining.list(due.map((day) => dayText(day, language)))
              : row.dueFromIssue
                ? say(row.dueFromIssue)
                : texts.noDue}
            {[row.ongoing ? texts.ongoing : "", ...row.cadence].filter(Boolean).map((word) => ` · ${word}`)}
          </>,
        )}
        {row.items.length > 0 &&
          field(
            texts.items,
            <Folded summary={texts.itemCount(row.items.length)}>
              <ol>
                {row.items.map(({ no, text }) => (
                  <li key={no}>
                    {no} {plain(text)}
                  </li>
                ))}
              </ol>
            </Folded>,
          )}
        {row.publicationPaths.length > 0 && field(texts.paths, plain(joining.clauses(row.publicationPaths)))}
      </dl>
      <Folded summary={texts.cells}>
        <dl className="cells">
          {row.printed.map(({ column, text }, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two columns may have one head.
            <div key={`${at} ${column}`}>
              <dt>{plain(column)}</dt>
              <dd className="words">{plain(text)}</dd>
            </div>
          ))}
        </dl>
      </Folded>
    </>
  );
}
