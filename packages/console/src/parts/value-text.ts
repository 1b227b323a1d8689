// A value of a fact in words 字段值: days and times as people read them, states by their word, texts as they are, and else its JSON.
import { isJson } from "../json.ts";
import type { Language } from "../texts/sentence.ts";
import { words } from "../words.ts";
import { dayText, instantText } from "./day.ts";

const day = /^\d{4}-\d{2}-\d{2}$/;
const instant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z$/;

/** What values of a field are words of: by the last part of its path. */
const enumerations: Readonly<Record<string, Readonly<Record<string, Readonly<Record<Language, string>>>>>> = {
  state: words.AssignmentState,
  relations: words.Relation,
};

/** The value in words; empty where there is none. `field` is its path, such as `claim.completedOn`. */
export function valueText(field: string, value: unknown, language: Language): string {
  if (value === null || value === undefined) return "";
  if (typeof value === "string") return wordIn(field, value, language);
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  if (Array.isArray(value))
    return value.map((each) => valueText(field, each, language)).join(language === "zh" ? "、" : ", ");
  if (isJson(value) && typeof value["text"] === "string" && Object.keys(value).length === 1) return value["text"];
  return (isJson(value) && evidenceText(value)) || JSON.stringify(value);
}

function wordIn(field: string, text: string, language: Language): string {
  if (day.test(text)) return dayText(text, language);
  if (instant.test(text)) return instantText(text, language);
  const name = field.slice(field.lastIndexOf(".") + 1);
  return enumerations[name]?.[text.replaceAll(/[A-Z]/g, "_$&").toUpperCase()]?.[language] ?? text;
}

/** A piece of evidence as its title, its address and its path; null for any other object. */
function evidenceText({ title, url, path, ...others }: Readonly<Record<string, unknown>>): string | null {
  if (typeof title !== "string" || Object.keys(others).length > 0) return null;
  const where = [typeof url === "string" ? url : "", Array.isArray(path) ? path.join(" › ") : ""].filter(Boolean);
  return where.length === 0 ? title : `${title} (${where.join(" ")})`;
}
