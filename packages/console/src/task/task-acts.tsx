// What may be done about a task as a whole 任务办理: the office amends, assigns, extends, urges, withdraws and restores; a lead adopts items.
import { ActForms } from "../act/act-forms.tsx";
import { type FieldSpec, unitsIn, unitsText } from "../act/fields.ts";
import { commandsOn, type KnownAct } from "../act/known-act.ts";
import {
  AssignUnitsDocument,
  ExtendTaskDocument,
  RestoreTaskDocument,
  UrgeDocument,
  WithdrawTaskDocument,
} from "../generated/operations.ts";
import { useAdopting } from "../owed/adopting.ts";
import { bodiesIn, unitsChosen, useBodySpecs, useUnitSpecs } from "../owed/unit-fields.ts";
import { useTexts } from "../texts/catalogue.ts";
import { useAmending } from "./amending.ts";
import type { TaskOnPage } from "./task-on-page.ts";
import { taskTexts } from "./texts.ts";

export function TaskActs({ task }: { readonly task: TaskOnPage }) {
  return <ActForms acts={task.acts} known={useKnownActs(task)} of={String(task.id)} />;
}

function useKnownActs(task: TaskOnPage): readonly KnownAct[] {
  const texts = useTexts(taskTexts);
  const { assignments, items } = task;
  const taskId = String(task.id);
  const of = `task/${taskId}`;
  const command = commandsOn(of);
  const reason: FieldSpec = { name: "reason", label: texts.reason, kind: "text", isRequired: true };
  const authority: FieldSpec = { name: "authority", label: texts.authority, kind: "line", isRequired: true };
  const owing = assignments
    .filter(({ state }) => state === "ASSIGNED" || state === "ACCEPTED")
    .map(({ unit }) => ({ id: String(unit.id), name: unit.name }));
  const amending = useAmending(task, [reason, authority]);
  const adopting = useAdopting(of, { taskId }, items);
  const [units, bodies] = [useUnitSpecs(), useBodySpecs()];
  const itemChoices = items.map(
    ({ itemId, no, text }) => [String(itemId), [no, text].filter(Boolean).join(" ") || String(itemId)] as const,
  );
  const about: FieldSpec = {
    ...{ name: "item", label: texts.whatIsUrged, kind: "choice", options: [["", texts.wholePart], ...itemChoices] },
  };
  return [
    {
      name: "urge",
      specs: [
        { name: "units", label: texts.urged, kind: "units", first: unitsText(owing), isRequired: true },
        ...(items.length > 0 ? [about] : []),
        { name: "text", label: texts.urgingText, kind: "text", isRequired: true },
        { name: "answerBy", label: texts.answerBy, kind: "day" },
        { name: "whyAgain", label: texts.whyAgain, kind: "line" },
      ],
      command: ({ units, item = "", text = "", answerBy = "", whyAgain = "" }, commandId) =>
        command(UrgeDocument, {
          ...{ commandId, taskId, unitIds: unitsIn(units).map((unit) => unit.id), text },
          ...{ answerBy: answerBy || null, whyAgain: whyAgain.trim() || null },
          ...(item ? { itemId: item } : {}),
        }),
    },
    amending,
    {
      ...{ name: "assignUnits", specs: [...units, ...bodies] },
      command: (fields, commandId) => {
        const { units: assignments, groups } = unitsChosen(fields);
        return command(AssignUnitsDocument, { commandId, taskId, assignments, groups, external: bodiesIn(fields) });
      },
    },
    adopting,
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
