// Catalogues of texts 文字: each folder has its own, Chinese first; an English text that is missing does not compile.
import { useConsole } from "../console.ts";
import { useStore } from "../store.ts";
import type { Language, Sentence } from "./sentence.ts";

type Text = string | ((...given: never[]) => string);
type Texts = Readonly<Record<string, Text>>;

/** The same texts in the other language. */
type Same<T extends Texts> = {
  readonly [Key in keyof T]: T[Key] extends (...given: infer Given) => string ? (...given: Given) => string : string;
};

/** A catalogue: its texts in each language. */
export interface Catalogue<T extends Texts> {
  readonly zh: Same<T>;
  readonly en: Same<T>;
}

/** Makes a catalogue. The English one has exactly the texts of the Chinese one. */
export const catalogue = <T extends Texts>(zh: T & Same<T>, en: NoInfer<Same<T>>): Catalogue<T> => ({ zh, en });

/** The language that the reader has chosen. */
export const useLanguage = (): Language => useStore(useConsole().settings).language;

/** The texts of a catalogue, in the language that the reader has chosen. */
export function useTexts<T extends Texts>(texts: Catalogue<T>): Same<T> {
  return texts[useLanguage()];
}

/** A sentence of the server, in the language that the reader has chosen. */
export function useSay(): (sentence: Sentence) => string {
  const language = useLanguage();
  return (sentence) => sentence[language];
}
