// Adding a task to a plan that is issued 增列任务: its words, heading and day, and whose it is.
import type { FieldSpec } from "../act/fields.ts";
import { commandsOn, type KnownAct } from "../act/known-act.ts";
import { AddTaskDocument } from "../generated/operations.ts";
import { headingIn, useHeadingSpec } from "../owed/headings.ts";
import { unitsChosen, useUnitSpecs } from "../owed/unit-fields.ts";
import { useTexts } from "../texts/catalogue.ts";
import type { PlanOnBoard } from "./plan-on-board.ts";
import { boardTexts } from "./texts.ts";

/** The act. */
export function useAdding({ id, sections }: PlanOnBoard, grounds: readonly FieldSpec[]): KnownAct {
  const texts = useTexts(boardTexts);
  const planId = String(id);
  const heading = useHeadingSpec(sections, "");
  const units = useUnitSpecs();
  return {
    name: "addTask",
    specs: [
      { name: "text", label: texts.taskText, kind: "text", isRequired: true },
      { name: "no", label: texts.taskNo, kind: "line" },
      heading,
      { name: "requirement", label: texts.requirement, kind: "line" },
      { name: "dueOn", label: texts.due, kind: "day" },
      ...units,
      { name: "addedOn", label: texts.addedOn, kind: "day" },
      ...grounds,
    ],
    command: (fields, commandId) => {
      const said = (name: string) => (fields[name] ?? "").trim() || null;
      return commandsOn(`plan/${planId}`)(AddTaskDocument, {
        ...{ commandId, planId, text: said("text") ?? "", no: said("no"), requirement: said("requirement") },
        ...{ dueOn: said("dueOn"), addedOn: said("addedOn"), ...headingIn(fields["heading"] ?? "") },
        ...{ ...unitsChosen(fields), reason: said("reason") ?? "", authority: said("authority") ?? "" },
      });
    },
  };
}
