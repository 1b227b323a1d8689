// What the office may do about a task as a whole 任务办理: extend it, urge its units, withdraw and restore it.
import { ActForms } from "../act/act-forms.tsx";
import { type FieldSpec, unitsIn, unitsText } from "../act/fields.ts";
import { commandsOn, type KnownAct } from "../act/known-act.ts";
import {
  ExtendTaskDocument,
  RestoreTaskDocument,
  UrgeDocument,
  WithdrawTaskDocument,
} from "../generated/operations.ts";
import { useTexts } from "../texts/catalogue.ts";
import type { TaskOnPage } from "./task-on-page.ts";
import { taskTexts } from "./texts.ts";

export function TaskActs({ task }: { readonly task: TaskOnPage }) {
  const taskId = String(task.id);
  const open = task.acts.filter(({ refusal }) => refusal == null);
  return <ActForms acts={open} known={useKnownActs(task)} of={taskId} />;
}

function useKnownActs({ id, assignments }: TaskOnPage): readonly KnownAct[] {
  const texts = useTexts(taskTexts);
  const taskId = String(id);
  const command = commandsOn(`task/${taskId}`);
  const reason: FieldSpec = { name: "reason", label: texts.reason, kind: "text", isRequired: true };
  const authority: FieldSpec = { name: "authority", label: texts.authority, kind: "line", isRequired: true };
  const owing = assignments
    .filter(({ state }) => state === "ASSIGNED" || state === "ACCEPTED")
    .map(({ unit }) => ({ id: String(unit.id), name: unit.name }));
  return [
    {
      name: "urge",
      specs: [
        { name: "units", label: texts.urged, kind: "units", first: unitsText(owing), isRequired: true },
        { name: "text", label: texts.urgingText, kind: "text", isRequired: true },
        { name: "answerBy", label: texts.answerBy, kind: "day" },
      ],
      command: ({ units, text = "", answerBy = "" }, commandId) => {
        const unitIds = unitsIn(units).map((unit) => unit.id);
        return command(UrgeDocument, { commandId, taskId, unitIds, text, answerBy: answerBy === "" ? null : answerBy });
      },
    },
    {
      ...{ name: "extendTask" },
      specs: [{ name: "dueOn", label: texts.extendedTo, kind: "day", isRequired: true }, reason, authority],
      command: ({ dueOn = "", reason = "", authority = "" }, commandId) =>
        command(ExtendTaskDocument, { commandId, taskId, dueOn, reason, authority }),
    },
    {
      ...{ name: "withdrawTask", specs: [reason, authority] },
      command: ({ reason = "", authority = "" }, commandId) =>
        command(WithdrawTaskDocument, { commandId, taskId, reason, authority }),
    },
    {
      ...{ name: "restoreTask", specs: [reason, authority] },
      command: ({ reason = "", authority = "" }, commandId) =>
        command(RestoreTaskDocument, { commandId, taskId, reason, authority }),
    },
  ];
}
