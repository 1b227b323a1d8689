// An item in a form 条目字段: its columns, and the input that they make.
import type { Column, Fields } from "../act/fields.ts";
import { pathIn } from "../act/fields.ts";
import type { ItemInput } from "../generated/operations.ts";
import { useTexts } from "../texts/catalogue.ts";
import { owedTexts } from "./texts.ts";

/** What can be said of an item. */
export function useItemColumns(): readonly Column[] {
  const texts = useTexts(owedTexts);
  return [
    { name: "no", label: texts.itemNo },
    { name: "text", label: texts.itemText },
    { name: "dueOn", label: texts.itemDue, kind: "day" },
    { name: "target", label: texts.itemTarget },
    { name: "unitOfMeasure", label: texts.itemUnit },
    { name: "measure", label: texts.itemMeasure },
    { name: "path", label: texts.itemPath },
  ];
}

/** An item as a form says it; what is left empty is left out. */
export function itemIn(row: Fields): ItemInput {
  const said = (name: string) => (row[name] ?? "").trim() || null;
  const path = pathIn(row["path"] ?? "");
  return {
    ...{ no: said("no") ?? "", text: said("text") ?? "", dueOn: said("dueOn"), target: said("target") },
    ...{ unitOfMeasure: said("unitOfMeasure"), measure: said("measure") },
    publicationPath: path.length > 0 ? path : null,
  };
}
