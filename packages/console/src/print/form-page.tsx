// 打印台账表: the form of a unit on a task, as 韶关 prints it. Who filled it in, and how to reach them, is written by hand.
import { useQuestion } from "../ask/use-question.ts";
import { PrintedFormDocument, type PrintedFormQuery } from "../generated/operations.ts";
import { useMe } from "../me.ts";
import { asOfIn } from "../moment.ts";
import { useAddress } from "../page.ts";
import { Answered, NotFound } from "../parts/answer.tsx";
import { EvidenceList } from "../parts/evidence.tsx";
import { Exports } from "../parts/exports.tsx";
import { PlainText } from "../parts/plain-text.tsx";
import { useTexts } from "../texts/catalogue.ts";
import { printFormAddress } from "./address.ts";
import { Paper, PrintBar } from "./paper.tsx";
import { printTexts } from "./texts.ts";

export function PrintFormPage() {
  const texts = useTexts(printTexts);
  const me = useMe();
  const { state } = useAddress(printFormAddress);
  const { taskId, unitId, asOf } = state;
  const variables = { taskId, unitId, asOf: asOfIn(asOf) };
  const question = useQuestion(PrintedFormDocument, variables, { isPast: asOf !== undefined, about: { taskId } });
  return (
    <Answered question={question}>
      {({ task, unit }) => {
        if (!task || !unit) return <NotFound />;
        const { plan, lamp, position, stale, assignments } = task;
        return (
          <>
            <PrintBar read={1} total={1} isWhole isForm>
              {plan && (
                <Exports
                  path={`/export/form/${encodeURIComponent(String(plan.id))}/${encodeURIComponent(unitId)}`}
                  asOf={asOf}
                />
              )}
            </PrintBar>
            <Paper
              title={texts.formTitle(plan?.title ?? "")}
              unit={unit.name}
              isForm
              moment={{ on: lamp.on ?? me.today, asOf, position, stale, rule: lamp.rule }}
            >
              <FormTable task={task} unit={unit.name} />
              {assignments.length === 0 && <p>{texts.noPart}</p>}
            </Paper>
          </>
        );
      }}
    </Answered>
  );
}

type Task = NonNullable<PrintedFormQuery["task"]>;

function FormTable({ task, unit }: { readonly task: Task; readonly unit: string }) {
  const texts = useTexts(printTexts);
  const { row, current, dueOn, assignments } = task;
  const report = assignments[assignments.length - 1]?.reports.edges[0]?.node;
  return (
    <table className="paper-table paper-of-form">
      <thead>
        <tr>
          <th scope="col">{texts.no}</th>
          <th scope="col">{texts.matter}</th>
          <th scope="col">{texts.carrier}</th>
          <th scope="col">{texts.progress}</th>
          <th scope="col">{texts.deadline}</th>
        </tr>
      </thead>
      <tbody>
        <tr>
          <td>{row.no ?? row.row}</td>
          <td>
            <PlainText>{current.text === row.text ? row.text : `${row.text}${texts.amended(current.text)}`}</PlainText>
          </td>
          <td>
            <PlainText>{unit}</PlainText>
          </td>
          <td className="words">
            {report && (
              <>
                <PlainText>{report.progress}</PlainText>
                {report.evidence.length > 0 && <p>{texts.evidence}</p>}
                <EvidenceList evidence={report.evidence} />
              </>
            )}
          </td>
          <td>
            <PlainText>{row.deadlineText ?? (dueOn == null ? "" : String(dueOn))}</PlainText>
          </td>
        </tr>
      </tbody>
    </table>
  );
}
