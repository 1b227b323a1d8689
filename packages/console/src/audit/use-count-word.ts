// What a count of the board is called 计数名称.
import { useWords } from "../parts/word.tsx";
import { useTexts } from "../texts/catalogue.ts";
import type { Count } from "./counts.ts";
import { auditTexts } from "./texts.ts";

/** How to say what is counted. */
export function useCountWord(): (of: Count["of"]) => string {
  const texts = useTexts(auditTexts);
  const [lampWord, stateWord] = [useWords("Lamp"), useWords("AssignmentState")];
  return (of) => (typeof of === "string" ? texts[of] : "lamp" in of ? lampWord(of.lamp) : stateWord(of.state));
}
