// What the columns of a board are called, in the reader's language.
import { useWords } from "../parts/word.tsx";
import { useTexts } from "../texts/catalogue.ts";
import type { Called } from "./columns.ts";
import { boardTexts } from "./texts.ts";

/** The word of a column. */
export function useCalled(): (called: Called) => string {
  const texts = useTexts(boardTexts);
  const [lampWord, stateWord] = [useWords("Lamp"), useWords("AssignmentState")];
  return (called) => {
    if ("lamp" in called) return lampWord(called.lamp);
    return "state" in called ? stateWord(called.state) : texts[called.own];
  };
}
