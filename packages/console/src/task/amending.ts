// Amending a task 修改任务: its words, heading and day as they hold now, of which only what is changed is sent.
import type { FieldSpec, Fields } from "../act/fields.ts";
import { commandsOn, type KnownAct } from "../act/known-act.ts";
import { AmendTaskDocument } from "../generated/operations.ts";
import { headingIn, headingText, useHeadingSpec } from "../owed/headings.ts";
import { useTexts } from "../texts/catalogue.ts";
import type { TaskOnPage } from "./task-on-page.ts";
import { taskTexts } from "./texts.ts";

const changeable = ["text", "requirement", "heading", "dueOn"] as const;

/** The act. What the form was filled from is kept with its draft: what others amend meanwhile is not undone by it. */
export function useAmending(task: TaskOnPage, grounds: readonly FieldSpec[]): KnownAct {
  const texts = useTexts(taskTexts);
  const { current, dueOn, plan } = task;
  const taskId = String(task.id);
  const was = {
    ...{ text: current.text, requirement: current.requirement ?? "", dueOn: dueOn ?? "" },
    heading: headingText(current.section, current.subsection),
  };
  const heading = useHeadingSpec(plan?.sections ?? [], was.heading);
  return {
    name: "amendTask",
    specs: [
      { name: "text", label: texts.newText, kind: "text", first: was.text, isRequired: true },
      { name: "requirement", label: texts.newRequirement, kind: "text", first: was.requirement },
      heading,
      { name: "dueOn", label: texts.newDueOn, kind: "day", first: was.dueOn },
      ...changeable.map((name): FieldSpec => ({ name: `was.${name}`, label: "", kind: "kept", first: was[name] })),
      ...grounds,
      { name: "notice", label: texts.notice, kind: "line" },
    ],
    command: (fields, commandId) =>
      commandsOn(`task/${taskId}`)(AmendTaskDocument, {
        ...{ commandId, taskId, ...amendedIn(fields) },
        ...{ reason: fields["reason"] ?? "", authority: fields["authority"] ?? "" },
        sourceSha256: fields["notice"]?.trim() || null,
      }),
  };
}

/** What the fields change: what is emptied is taken away. */
export function amendedIn(fields: Fields) {
  const changed = (name: (typeof changeable)[number]) => {
    const now = (fields[name] ?? "").trim();
    return now === (fields[`was.${name}`] ?? "").trim() ? null : now;
  };
  const [text, requirement, dueOn, heading] = [
    changed("text"),
    changed("requirement"),
    changed("dueOn"),
    changed("heading"),
  ];
  return {
    ...(text === null ? {} : { text }),
    ...(requirement === null ? {} : requirement === "" ? { withoutRequirement: true } : { requirement }),
    ...(dueOn === null ? {} : dueOn === "" ? { withoutDueDay: true } : { dueOn }),
    ...(heading === null ? {} : headingChanged(heading, fields["was.heading"] ?? "")),
  };
}

/** The heading that a task comes under: what of the numerals is another one, or none any more. */
function headingChanged(now: string, before: string) {
  const [to, from] = [headingIn(now), headingIn(before)];
  return {
    ...(to.section === null ? { withoutSection: true } : { section: to.section }),
    ...(to.subsection !== null
      ? { subsection: to.subsection }
      : from.subsection === null
        ? {}
        : { withoutSubsection: true }),
  };
}
