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
import { taskNo } from "../parts/task-no.ts";
import { useTexts } from "../texts/catalogue.ts";
import { printFormAddress } from "./address.ts";
import { Heads, type Moment, Paper, PaperEnd, PrintBar } from "./paper.tsx";
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
        const { plan, lamp, position, stale } = task;
        const moment = { on: lamp.on ?? me.today, asOf, position, stale, rule: lamp.rule };
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
            <Paper title={texts.formTitle(plan?.title ?? "")} unit={unit.name} isForm>
              <FormTable task={task} unit={unit.name} moment={moment} />
            </Paper>
          </>
        );
      }}
    </Answered>
  );
}

type Task = NonNullable<PrintedFormQuery["task"]>;

function FormTable({ task, unit, moment }: { readonly task: Task; readonly unit: string; readonly moment: Moment }) {
  const texts = useTexts(printTexts);
  const { row, current, dueOn, assignments } = task;
  const report = assignments[assignments.length - 1]?.reports.edges[0]?.node;
  return (
    <table className="paper-table paper-of-form">
      <Heads
        of={[
          [texts.no, 8],
          [texts.matter, null],
          [texts.carrier, 18],
          [texts.progress, null],
          [texts.deadline, 12],
        ]}
      />
      <tbody>
        <tr>
          <td>{taskNo(row)}</td>
          <td>
            <PlainText>{current.text === row.text ? row.text : `${row.text}${texts.amended(current.text)}`}</PlainText>
          </td>
          <td>
            <PlainText>{unit}</PlainText>
          </td>
          <td className="words">
            {assignments.length === 0 && texts.noPart}
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
      <PaperEnd columns={5} moment={moment} />
    </table>
  );
}
