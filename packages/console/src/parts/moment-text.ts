// A moment of the past in words 时点: its day, its time, or its position.
import { useLanguage, useTexts } from "../texts/catalogue.ts";
import { momentText } from "./day.ts";
import { partTexts } from "./texts.ts";

/** How to say moments as addresses hold them. */
export function useMomentText(): (moment: string) => string {
  const texts = useTexts(partTexts);
  const language = useLanguage();
  return (moment) => momentText(moment, language) ?? texts.position(moment);
}
