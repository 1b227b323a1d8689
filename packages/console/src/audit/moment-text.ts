// A moment in words 时点: its day, its time, or its position.
import { dayIn } from "../moment.ts";
import { dayText, instantText } from "../parts/day.ts";
import { useLanguage, useTexts } from "../texts/catalogue.ts";
import { auditTexts } from "./texts.ts";

/** How to say moments. */
export function useMomentText(): (moment: string) => string {
  const texts = useTexts(auditTexts);
  const language = useLanguage();
  return (moment) =>
    dayIn(moment)
      ? dayText(moment, language)
      : moment.includes("T")
        ? instantText(moment, language)
        : texts.position(moment);
}
