// The items that a unit owes 条目: how far each is, and the ways to complete it, to take that back, and to ask for a later day.
import { ActForms } from "../act/act-forms.tsx";
import { evidenceIn } from "../act/fields.ts";
import { commandsOn, type KnownAct } from "../act/known-act.ts";
import {
  CompleteItemDocument,
  type ItemOwedFragment,
  ReopenItemDocument,
  RequestExtensionDocument,
} from "../generated/operations.ts";
import { useMe } from "../me.ts";
import { dayText } from "../parts/day.ts";
import { EvidenceList } from "../parts/evidence.tsx";
import { LampMark } from "../parts/lamp.tsx";
import { PlainText } from "../parts/plain-text.tsx";
import { useWords } from "../parts/word.tsx";
import { useLanguage, useTexts } from "../texts/catalogue.ts";
import { askedIn, useAskingSpecs } from "./asking.ts";
import { ExtensionsOwed } from "./extensions.tsx";
import { draftOfTarget, keyOfTarget } from "./target.ts";
import { owedTexts } from "./texts.ts";

type OfUnit = ItemOwedFragment["units"][number];

interface PartOwed {
  readonly target: { readonly taskId: string; readonly unitId: string };
  readonly mayAct: boolean;
}

export function ItemsOwed({ items, ...part }: PartOwed & { readonly items: readonly ItemOwedFragment[] }) {
  const texts = useTexts(owedTexts);
  if (items.length === 0) return null;
  return (
    <>
      <p className="opened-head">{texts.items}</p>
      <ol className="reports" aria-label={texts.items}>
        {items.flatMap((item) =>
          item.units
            .filter(({ unit }) => String(unit.id) === part.target.unitId)
            .map((ofUnit) => (
              <li key={item.itemId}>
                <ItemOwed {...{ item, ofUnit }} {...part} />
              </li>
            )),
        )}
      </ol>
    </>
  );
}

function ItemOwed({
  item,
  ofUnit,
  target,
  mayAct,
}: PartOwed & { readonly item: ItemOwedFragment; readonly ofUnit: OfUnit }) {
  const texts = useTexts(owedTexts);
  const language = useLanguage();
  const stateWord = useWords("ItemState");
  const known = useItemActs(item, target);
  const { state, dueOn, lamp, amount, completions, reopening, extensions, acts } = ofUnit;
  return (
    <>
      <p>
        <strong>
          <PlainText>{[item.no, item.text].filter(Boolean).join(" ")}</PlainText>
        </strong>{" "}
        <span className="small">{stateWord(state)}</span>{" "}
        {item.target != null && (
          <span className="small">{texts.amountOf(amount ?? "0", item.target, item.unitOfMeasure ?? "")}</span>
        )}{" "}
        {dueOn && (
          <span className="small">
            {texts.due(dayText(dueOn, language))} <LampMark lamp={lamp.lamp} dueOn={dueOn} on={lamp.on} />
          </span>
        )}
      </p>
      {reopening?.text && (
        <p className="returned">
          <PlainText>{texts.reopened(reopening.text)}</PlainText>
        </p>
      )}
      {(completions ?? []).map((each, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: completions have no id, and are shown as they came.
        <div key={at} className="small">
          {texts.completed(dayText(each.doneOn, language), each.amount ?? "")}
          <EvidenceList evidence={each.evidence} />
        </div>
      ))}
      <ExtensionsOwed extensions={extensions ?? []} {...{ target, mayAct }} itemId={String(item.itemId)} />
      {mayAct && <ActForms acts={acts} known={known} of={draftOfTarget(target, item.itemId)} part={target} />}
    </>
  );
}

function useItemActs(item: ItemOwedFragment, target: PartOwed["target"]): readonly KnownAct[] {
  const texts = useTexts(owedTexts);
  const { today } = useMe();
  const asking = useAskingSpecs();
  const command = commandsOn(keyOfTarget(target));
  const of = { ...target, itemId: String(item.itemId) };
  return [
    {
      name: "completeItem",
      specs: [
        { name: "doneOn", label: texts.doneOn, kind: "day", first: today, isRequired: true },
        ...(item.target == null
          ? []
          : [{ name: "amount", label: texts.amount, kind: "line", isRequired: true } as const]),
        { name: "evidence", label: texts.evidence, kind: "evidence" },
      ],
      command: ({ doneOn = "", amount = "", ...fields }, commandId) => {
        const evidence = evidenceIn(fields, "evidence");
        const input = { commandId, ...of, doneOn, evidence, ...(amount.trim() ? { amount: amount.trim() } : {}) };
        return command(CompleteItemDocument, input);
      },
    },
    {
      ...{ name: "reopenItem", specs: [{ name: "reason", label: texts.reason, kind: "text", isRequired: true }] },
      command: ({ reason = "" }, commandId) => command(ReopenItemDocument, { commandId, ...of, reason }),
    },
    {
      ...{ name: "requestExtension", specs: asking },
      command: (fields, commandId) => command(RequestExtensionDocument, { commandId, ...of, ...askedIn(fields) }),
    },
  ];
}
