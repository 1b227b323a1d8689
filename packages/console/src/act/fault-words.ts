// What is wrong with an input, in the words of its form 填写有误: each fault after the label of its field.
import type { Fault } from "../ask/failure.ts";
import { joinings } from "../texts/joining.ts";
import type { Language, Sentence } from "../texts/sentence.ts";
import type { Column, FieldSpec } from "./fields.ts";

type Labelled = Pick<FieldSpec, "name" | "label" | "columns">;

/** What a form calls a field of its input: of several rows, which row and column; the field itself where the form has none for it. */
export function labelOf(field: string, specs: readonly Labelled[]): string {
  const spec = specs.find(({ name }) => field === name || field.startsWith(`${name}.`));
  if (!spec) return field;
  const [at, column] = field.slice(spec.name.length + 1).split(".");
  const named = spec.columns?.find(({ name }) => name === column);
  return [spec.label, ...(named ? [String(Number(at) + 1), named.label] : [])].join(" ");
}

/** All faults in one sentence; null where there are none. The fields of evidence have these columns. */
export function faultWords(
  faults: readonly Fault[],
  specs: readonly FieldSpec[],
  evidence: readonly Column[],
): Sentence | null {
  if (faults.length === 0) return null;
  const labelled = specs.map((spec) => (spec.kind === "evidence" ? { ...spec, columns: evidence } : spec));
  const called = faults.map(({ field, sentence }) => ({ label: labelOf(field, labelled), ...sentence }));
  const all = (language: Language) => {
    const { clauses, labelled } = joinings[language];
    return clauses(called.map(({ label, [language]: fault }) => (label === "" ? fault : labelled(label, fault))));
  };
  return { zh: `${all("zh")}。`, en: `${all("en")}.` };
}
