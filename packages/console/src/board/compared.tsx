// What is not the same at two moments of a plan 对比: tasks that are new, gone or changed, with the old values struck above the new.
import { useState } from "react";
import { useListed } from "../ask/use-listed.ts";
import {
  type AsOf,
  type Became,
  ComparedPlanDocument,
  type ComparedPlanQuery,
  type LineComparedFragment,
} from "../generated/operations.ts";
import { asOfIn } from "../moment.ts";
import { isOneOf } from "../one-of.ts";
import { Answered } from "../parts/answer.tsx";
import { FieldsCompared } from "../parts/fields-compared.tsx";
import { Choice } from "../parts/filter-fields.tsx";
import { LongList } from "../parts/long-list.tsx";
import { PageLink } from "../parts/page-link.tsx";
import { PlainText } from "../parts/plain-text.tsx";
import { taskNo } from "../parts/task-no.ts";
import { useWords } from "../parts/word.tsx";
import { taskAddress } from "../task/address.ts";
import { useTexts } from "../texts/catalogue.ts";
import { words } from "../words.ts";
import { boardTexts } from "./texts.ts";

const pageSize = 40;
const linePx = 90;

const pageIn = ({ compare }: ComparedPlanQuery) => compare?.lines;

export function Compared({
  planId,
  against,
  to,
  isPast,
  between,
}: {
  readonly planId: string;
  /** The moment with which it is compared, as in the address. */
  readonly against: string;
  /** The moment of the board. */
  readonly to: AsOf;
  readonly isPast: boolean;
  /** Both, in words. */
  readonly between: string;
}) {
  const texts = useTexts(boardTexts);
  const becameWord = useWords("Became");
  const [became, setBecame] = useState<Became | null>(null);
  const variables = {
    planId,
    from: asOfIn(against) ?? {},
    to,
    became: became ? [became] : null,
    first: pageSize,
  };
  const { question, nodes, last, more } = useListed(ComparedPlanDocument, variables, pageIn, {
    isPast,
    about: { planId },
  });
  return (
    <section aria-labelledby="compared" className="compared">
      <h2 id="compared">
        {texts.changes} {last?.totalCount ?? ""} <span className="small">{between}</span>
      </h2>
      <div className="choices">
        <Choice
          label={texts.changes}
          value={became ?? ""}
          choose={(value) => setBecame(isOneOf(words.Became, value) ? value : null)}
        >
          <option value="">{texts.becameAll}</option>
          {Object.keys(words.Became).map((each) => (
            <option key={each} value={each}>
              {isOneOf(words.Became, each) ? becameWord(each) : each}
            </option>
          ))}
        </Choice>
      </div>
      <Answered question={question}>
        {() =>
          nodes.length === 0 ? (
            <p className="nothing">{texts.noChanges}</p>
          ) : (
            <LongList
              rows={nodes}
              keyOf={({ taskId }) => String(taskId)}
              rowPx={linePx}
              more={more}
              total={last?.totalCount}
            >
              {(line) => <ComparedLine line={line} />}
            </LongList>
          )
        }
      </Answered>
    </section>
  );
}

function ComparedLine({ line: { became, taskId, row, task, text, fields } }: { readonly line: LineComparedFragment }) {
  const becameWord = useWords("Became");
  return (
    <article className="compared-line">
      <p>
        <span className={`became became-${became.toLowerCase()}`}>{becameWord(became)}</span>{" "}
        {taskNo({ row, no: task?.row.no })}{" "}
        <PageLink page={taskAddress} state={{ taskId: String(taskId) }}>
          <PlainText>{text}</PlainText>
        </PageLink>
      </p>
      {became === "CHANGED" && <FieldsCompared fields={fields} />}
    </article>
  );
}
