// The word for a value of the schema, one everywhere.
import { useLanguage } from "../texts/catalogue.ts";
import { words } from "../words.ts";

type Words = typeof words;

/** How to say values of one enumeration. */
export function useWords<Name extends keyof Words>(name: Name): (value: keyof Words[Name]) => string {
  const language = useLanguage();
  const of: Readonly<Record<PropertyKey, Readonly<Record<typeof language, string>>>> = words[name];
  return (value) => of[value]?.[language] ?? String(value);
}
