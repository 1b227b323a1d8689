// The values that an event replaced, in words 新旧值文字: a state by its word, a unit by its name, a list with its words one by one.
import type { TaskChangeFragment } from "../generated/operations.ts";
import { isJson } from "../json.ts";
import { joinings } from "../texts/joining.ts";
import { words } from "../words.ts";

type Fields = TaskChangeFragment["fields"];
type Language = "zh" | "en";

/** The texts that no enumeration of the schema has. */
export interface ValueTexts {
  readonly yes: string;
  readonly no: string;
  readonly endedBy: (cause: string) => string;
  readonly verdict: (verdict: string) => string;
}

/** A value that several units had replaced alike. */
export interface ReplacedTogether {
  readonly key: string;
  readonly label: Fields[number]["label"];
  /** Their names; none where it is that of the task as a whole. */
  readonly units: readonly string[];
  readonly before: string;
  readonly after: string;
}

/** The enumerations that the values of fields are of, by the end of the field's path. */
const enumerations: Readonly<Record<string, keyof typeof words>> = {
  state: "AssignmentState",
  relations: "Relation",
  dispute: "DisputeState",
  "extension.state": "ExtensionState",
  review: "ReportReview",
};

/** What an event replaced, in words: fields with the same label and values together, with the units whose fields they are. */
export function replacedTogether(fields: Fields, language: Language, texts: ValueTexts): readonly ReplacedTogether[] {
  const names = new Map(fields.map(({ unitId, unitName }) => [unitId, unitName]));
  const found = new Map<string, ReplacedTogether>();
  for (const { field, label, unitName, before, after } of fields) {
    const say = (value: unknown): string => worded(field, value, { language, texts, names });
    const key = JSON.stringify([field, before, after]);
    const units = [...(found.get(key)?.units ?? []), ...(unitName == null ? [] : [unitName])];
    found.set(key, { key, label, units, before: say(before), after: say(after) });
  }
  return [...found.values()];
}

interface Wording {
  readonly language: Language;
  readonly texts: ValueTexts;
  readonly names: ReadonlyMap<string | null | undefined, string | null | undefined>;
}

/** A value in words; a text as it is, and what has no words as its JSON. Empty where there is none. */
function worded(field: string, value: unknown, wording: Wording): string {
  const { language, texts, names } = wording;
  if (value === null || value === undefined) return "";
  if (typeof value === "boolean") return value ? texts.yes : texts.no;
  if (Array.isArray(value)) return joinings[language].list(value.map((each) => worded(field, each, wording)));
  if (isJson(value) && typeof value["title"] === "string") return value["title"];
  if (typeof value !== "string") return JSON.stringify(value);
  const path = field.split(".");
  const [last = ""] = path.slice(-1);
  if (last === "endings") return texts.endedBy(value);
  if (last === "verdict") return texts.verdict(value);
  const of = enumerations[path.slice(-2).join(".")] ?? enumerations[last];
  const known: Readonly<Record<string, Readonly<Record<Language, string>>>> = of ? words[of] : {};
  const name = value.replaceAll(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase();
  return known[name]?.[language] ?? names.get(value) ?? value;
}
