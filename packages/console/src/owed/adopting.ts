// Adopting items 细化条目: by a unit for its own part, or by a lead for the whole task.
import { type FieldSpec, rowsIn } from "../act/fields.ts";
import { commandsOn, type KnownAct } from "../act/known-act.ts";
import { AdoptItemsDocument } from "../generated/operations.ts";
import { useTexts } from "../texts/catalogue.ts";
import { itemIn, useItemColumns } from "./item-fields.ts";
import { owedTexts } from "./texts.ts";

/** The act, with the items that may be split. */
export function useAdopting(
  of: string,
  target: { readonly taskId: string; readonly unitId?: string },
  items: readonly { readonly itemId: string | number; readonly no?: string | null; readonly text?: string | null }[],
): KnownAct {
  const texts = useTexts(owedTexts);
  const rows: FieldSpec = {
    ...{ name: "items", label: texts.items, kind: "rows", isRequired: true },
    ...{ columns: useItemColumns(), more: texts.moreItems },
  };
  const choices = items.map(
    ({ itemId, no, text }) => [String(itemId), [no, text].filter(Boolean).join(" ") || String(itemId)] as const,
  );
  const splitting: FieldSpec = {
    ...{ name: "splits", label: texts.splits, kind: "choice", options: [["", texts.splitsNone], ...choices] },
  };
  return {
    name: "adoptItems",
    specs: [rows, ...(items.length > 0 ? [splitting] : []), { name: "reason", label: texts.reason, kind: "text" }],
    command: ({ splits = "", reason = "", ...fields }, commandId) =>
      commandsOn(of)(AdoptItemsDocument, {
        ...{ commandId, ...target, items: rowsIn(fields, rows).map(itemIn) },
        ...(splits ? { splits } : {}),
        ...(reason.trim() ? { reason } : {}),
      }),
  };
}
