// A unit or a task at two moments 单位或任务两日对比: field by field, by the task in which each is.
import { useQuestion } from "../../ask/use-question.ts";
import { type FieldComparedFragment, SubjectComparedDocument } from "../../generated/operations.ts";
import { ledgerAddress } from "../../ledger/address.ts";
import { useMe } from "../../me.ts";
import { asOfIn } from "../../moment.ts";
import { Answered, NotFound } from "../../parts/answer.tsx";
import { FieldsCompared } from "../../parts/fields-compared.tsx";
import { grouped } from "../../parts/grouped.ts";
import { PageLink } from "../../parts/page-link.tsx";
import { PlainText } from "../../parts/plain-text.tsx";
import { taskAddress } from "../../task/address.ts";
import { useTexts } from "../../texts/catalogue.ts";
import { auditTexts } from "../texts.ts";
import { useTaskNames } from "../use-task-names.ts";
import { Between } from "./between.tsx";

export function SubjectCompared({
  of,
  from,
  to,
}: {
  readonly of: { readonly unitId: string } | { readonly taskId: string };
  readonly from: string;
  readonly to: string;
}) {
  const texts = useTexts(auditTexts);
  const { today } = useMe();
  const id = "taskId" in of ? of.taskId : of.unitId;
  const question = useQuestion(
    SubjectComparedDocument,
    { of, id, from: asOfIn(from) ?? {}, to: asOfIn(to) ?? {} },
    { about: of },
  );
  const fields = question.data?.diff ?? [];
  const groups = byTask(fields);
  const names = useTaskNames(groups.flatMap(({ taskId }) => taskId ?? []));
  return (
    <Answered question={question}>
      {({ node, shownFrom, shownTo }) => {
        if (!node) return <NotFound />;
        const { position = null, stale = false } = "position" in node ? node : {};
        return (
          <div aria-busy={question.isPlaceholderData}>
            <div className="page-head audit-heading">
              <h2>
                {"current" in node ? (
                  <PageLink page={taskAddress} state={{ taskId: id, asOf: to, against: from }}>
                    <PlainText>{node.current.text}</PlainText>
                  </PageLink>
                ) : (
                  <PageLink page={ledgerAddress} state={{ unitId: id, asOf: to }}>
                    <PlainText>{"name" in node ? node.name : id}</PlainText>
                  </PageLink>
                )}
              </h2>
              <Between {...{ from, to, shownFrom, shownTo, stale }} position={to === today ? position : null} />
            </div>
            {groups.length === 0 && <p className="nothing">{texts.noLines}</p>}
            {groups.map(({ taskId, fields: own }) => (
              <article key={taskId ?? ""} className="audit-compared">
                {"unitId" in of && (
                  <h3>
                    {taskId === null ? (
                      texts.itself
                    ) : (
                      <PageLink page={taskAddress} state={{ taskId, asOf: to, against: from }}>
                        <PlainText>{names.get(taskId) ?? texts.elsewhere}</PlainText>
                      </PageLink>
                    )}
                  </h3>
                )}
                <FieldsCompared fields={own} />
              </article>
            ))}
          </div>
        );
      }}
    </Answered>
  );
}

/** The fields by the task in which they are, in the order in which they came; null for those of the unit itself. */
function byTask(
  fields: readonly FieldComparedFragment[],
): readonly { readonly taskId: string | null; readonly fields: readonly FieldComparedFragment[] }[] {
  const groups = grouped(fields, ({ taskId }) => (taskId == null ? null : String(taskId)));
  return [...groups].map(([taskId, own]) => ({ taskId, fields: own }));
}
