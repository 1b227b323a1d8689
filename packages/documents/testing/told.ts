// A draft in short, as a person would tell it: one line for each task.
import type { DraftTask, DraftUnit, PlanDraft, Relation } from "@taizhang/domain";
import { readNotice } from "../src/read-notice.ts";

const SHORT: Readonly<Record<Relation, string>> = { lead: "牵", responsible: "责", supervising: "督", guiding: "导" };

/** What is told of a task: 「一（一） 1 text ｜ 牵 A ｜ 责 B、C↑ ｜ 要求 … ｜ day」; ↑ marks what a merged cell hands down. */
export function told({ tasks }: Pick<PlanDraft, "tasks">): string[] {
  return tasks.map((task) =>
    [
      [`${task.section ?? ""}${task.subsection ?? ""}`, task.no ?? "", task.text]
        .filter((each) => each !== "")
        .join(" "),
      ...unitsOf(task),
      ...(task.requirement === null ? [] : [`要求 ${task.requirement}`]),
      task.deadline.date ?? (task.deadline.kind === "ongoing" ? "长期" : "无期"),
    ].join(" ｜ "),
  );
}

function unitsOf({ units }: DraftTask): string[] {
  const relations: readonly Relation[] = ["lead", "responsible", "supervising", "guiding"];
  return relations.flatMap((relation) => {
    const named = units.filter((unit) => unit.relation === relation).map(nameOf);
    return named.length > 0 ? [`${SHORT[relation]} ${named.join("、")}`] : [];
  });
}

function nameOf({ name, inheritedFromRow }: DraftUnit): string {
  return inheritedFromRow === null ? name : `${name}↑`;
}

/** The draft of a file of any format, or the code of the refusal. */
export function readAs(bytes: Uint8Array | string, name = "notice"): PlanDraft | string {
  const result = readNotice([{ bytes: typeof bytes === "string" ? new TextEncoder().encode(bytes) : bytes, name }]);
  return "error" in result ? result.error.code : result.draft;
}

/** The headings of a draft, each with those below it. */
export function sectionsOf({ sections }: Pick<PlanDraft, "sections">): string[] {
  return sections.map(({ no, title, children }) => {
    const below = children.map((child) => child.no + child.title).join("、");
    return `${no} ${title}${below === "" ? "" : `：${below}`}`;
  });
}
