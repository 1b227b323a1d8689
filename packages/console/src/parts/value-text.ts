// A value of a fact in words 字段值: days and times as people read them, states by their word, texts as they are, and else its JSON.
import { isJson } from "../json.ts";
import { joinings } from "../texts/joining.ts";
import type { Language } from "../texts/sentence.ts";
import { words } from "../words.ts";
import { dayText, instantText } from "./day.ts";

const day = /^\d{4}-\d{2}-\d{2}$/;
const instant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z$/;

const uuid = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/;

type Words = Readonly<Record<string, Readonly<Record<Language, string>>>>;

/** The name of what has an id; undefined where it is not known. */
export type NameOf = (id: string) => string | undefined;

/** What values of a field are words of: by the last two parts of its path, */
const byPath: Readonly<Record<string, Words>> = {
  "extensions.state": words.ExtensionState,
  "item.state": words.ItemState,
  "lastReport.review": words.ReportReview,
  "reopening.cause": words.ReopenCause,
  "from.cause": words.HandOverCause,
  "to.cause": words.HandOverCause,
  "dropped.by": words.Ending,
  "dropped.before": words.AssignmentState,
  "groups.kind": words.GroupKind,
  "end.kind": words.UnitStatus,
};

/** or by the last one alone. */
const byName: Readonly<Record<string, Words>> = {
  state: words.AssignmentState,
  relation: words.Relation,
  relations: words.Relation,
  extension: words.ExtensionState,
  dispute: words.DisputeState,
  standing: words.Standing,
  reportState: words.CompletionReportState,
  endings: words.Ending,
};

/** The value in words; empty where there is none. `field` is its path, such as `claim.completedOn`; what stands at a place of a list has its number in it. */
export function valueText(field: string, value: unknown, language: Language, nameOf: NameOf = () => undefined): string {
  if (value === null || value === undefined) return "";
  if (typeof value === "string") return nameOf(value) ?? wordIn(field, value, language);
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  if (Array.isArray(value))
    return joinings[language].list(value.map((each) => valueText(field, each, language, nameOf)));
  if (!isJson(value)) return JSON.stringify(value);
  if (typeof value["text"] === "string" && Object.keys(value).length === 1) return value["text"];
  return evidenceText(value) ?? spanText(value, language, nameOf) ?? JSON.stringify(value);
}

/** The ids that values hold, however deep. */
export function idsIn(...values: readonly unknown[]): readonly string[] {
  const found = values.flatMap((value): readonly string[] => {
    if (typeof value === "string") return uuid.test(value) ? [value] : [];
    if (Array.isArray(value)) return idsIn(...value);
    return isJson(value) ? idsIn(...Object.values(value)) : [];
  });
  return [...new Set(found)];
}

function wordIn(field: string, text: string, language: Language): string {
  if (day.test(text)) return dayText(text, language);
  if (instant.test(text)) return instantText(text, language);
  const steps = field.split(".").filter((step) => !/^\d+$/.test(step));
  const known = byPath[steps.slice(-2).join(".")] ?? byName[steps[steps.length - 1] ?? ""];
  return known?.[text.replaceAll(/[A-Z]/g, "_$&").toUpperCase()]?.[language] ?? text;
}

/** What holds from one day to another, such as a member or another spelling; null for any other object. */
function spanText(value: Readonly<Record<string, unknown>>, language: Language, nameOf: NameOf): string | null {
  const { unitId, alias, name, from, validFrom, until, ...others } = value;
  const what = unitId ?? alias ?? name;
  const begins = from ?? validFrom;
  if (typeof what !== "string" || typeof begins !== "string" || Object.keys(others).length > 0) return null;
  const ends = typeof until === "string" ? dayText(until, language) : "";
  return `${nameOf(what) ?? what} (${dayText(begins, language)} – ${ends})`;
}

/** A piece of evidence as its title, its address and its path; null for any other object. */
function evidenceText({ title, url, path, ...others }: Readonly<Record<string, unknown>>): string | null {
  if (typeof title !== "string" || Object.keys(others).length > 0) return null;
  const where = [typeof url === "string" ? url : "", Array.isArray(path) ? path.join(" › ") : ""].filter(Boolean);
  return where.length === 0 ? title : `${title} (${where.join(" ")})`;
}
