// The items of a task 条目: how far every unit is that owes them, and what may be done about each for all of them.
import { ActForms } from "../act/act-forms.tsx";
import type { FieldSpec } from "../act/fields.ts";
import { commandsOn, type KnownAct } from "../act/known-act.ts";
import { useQuestion } from "../ask/use-question.ts";
import {
  DropItemDocument,
  ExtendTaskDocument,
  type ItemOnTaskFragment,
  ItemsOfTaskDocument,
  ReviseItemDocument,
} from "../generated/operations.ts";
import { itemIn, useItemColumns } from "../owed/item-fields.ts";
import { Answered } from "../parts/answer.tsx";
import { dayText } from "../parts/day.ts";
import { PlainText } from "../parts/plain-text.tsx";
import { useWords } from "../parts/word.tsx";
import { useLanguage, useTexts } from "../texts/catalogue.ts";
import { useJoining } from "../texts/joining.ts";
import { taskTexts } from "./texts.ts";

export function Items({ taskId }: { readonly taskId: string }) {
  const texts = useTexts(taskTexts);
  const question = useQuestion(ItemsOfTaskDocument, { taskId }, { about: { taskId } });
  return (
    <Answered question={question}>
      {({ task }) =>
        task && task.items.length > 0 ? (
          <section aria-labelledby="items" className="parts">
            <h2 id="items">{texts.items}</h2>
            <ol className="reports" aria-labelledby="items">
              {task.items.map((item) => (
                <li key={item.itemId}>
                  <Item item={item} taskId={taskId} />
                </li>
              ))}
            </ol>
          </section>
        ) : null
      }
    </Answered>
  );
}

function Item({ item, taskId }: { readonly item: ItemOnTaskFragment; readonly taskId: string }) {
  const texts = useTexts(taskTexts);
  const joining = useJoining();
  const language = useLanguage();
  const stateWord = useWords("ItemState");
  const known = useItemActs(item, taskId);
  const { no, text, target, unitOfMeasure, dueOn, ofUnit, units, acts } = item;
  return (
    <>
      <p>
        <strong>
          <PlainText>{[no, text].filter(Boolean).join(" ")}</PlainText>
        </strong>{" "}
        <span className="small">
          {target != null && <PlainText>{`${target}${unitOfMeasure ?? ""}`}</PlainText>}{" "}
          {dueOn && dayText(dueOn, language)} {ofUnit && <PlainText>{texts.ofUnit(ofUnit.name)}</PlainText>}
        </span>
      </p>
      <p className="small">
        <PlainText>
          {joining.clauses(
            units.map(
              ({ unit, state, amount }) => `${unit.name} ${stateWord(state)}${amount == null ? "" : ` ${amount}`}`,
            ),
          )}
        </PlainText>
      </p>
      <ActForms acts={acts} known={known} of={`${taskId}/${item.itemId}`} />
    </>
  );
}

function useItemActs(item: ItemOnTaskFragment, taskId: string): readonly KnownAct[] {
  const texts = useTexts(taskTexts);
  const columns = useItemColumns();
  const itemId = String(item.itemId);
  const command = commandsOn(`task/${taskId}`);
  const reason: FieldSpec = { name: "reason", label: texts.reason, kind: "text", isRequired: true };
  const authority: FieldSpec = { name: "authority", label: texts.authority, kind: "line", isRequired: true };
  const fields = columns.map(
    ({ name, label, kind }): FieldSpec => ({
      name,
      label,
      kind: kind ?? "line",
      first: firstOf(item)[name] ?? "",
      isRequired: name === "no" || name === "text",
    }),
  );
  return [
    {
      ...{ name: "reviseItem", specs: [...fields, reason] },
      command: ({ reason = "", ...said }, commandId) =>
        command(ReviseItemDocument, { commandId, taskId, itemId, item: itemIn(said), reason }),
    },
    {
      ...{ name: "dropItem", specs: [reason] },
      command: ({ reason = "" }, commandId) => command(DropItemDocument, { commandId, taskId, itemId, reason }),
    },
    {
      name: "extendTask",
      specs: [{ name: "dueOn", label: texts.extendedTo, kind: "day", isRequired: true }, reason, authority],
      command: ({ dueOn = "", reason = "", authority = "" }, commandId) =>
        command(ExtendTaskDocument, { commandId, taskId, itemId, dueOn, reason, authority }),
    },
  ];
}

/** The item as it is, as a form holds it. */
const firstOf = (item: ItemOnTaskFragment): Readonly<Record<string, string>> => ({
  ...{ no: item.no ?? "", text: item.text ?? "", dueOn: item.dueOn ?? "", target: item.target ?? "" },
  ...{ unitOfMeasure: item.unitOfMeasure ?? "", measure: item.measure ?? "" },
  path: item.publicationPath.join(" › "),
});
