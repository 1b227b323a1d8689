// A moment of the past in an address 追溯: a day, an instant, or a position of the log.
import type { AsOf } from "./generated/operations.ts";

const day = /^\d{4}-\d{2}-\d{2}$/;
const instant = /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/;
const position = /^\d{1,20}$/;

/** The text where it names a day; undefined elsewhere. */
export const dayIn = (text: string | undefined): string | undefined => (text && day.test(text) ? text : undefined);

/** The text where it names a moment; undefined elsewhere. */
export const momentIn = (text: string | undefined): string | undefined =>
  text && [day, instant, position].some((form) => form.test(text)) ? text : undefined;

/** The moment as the API takes it; null for now. */
export function asOfIn(text: string | undefined): AsOf | null {
  if (text === undefined) return null;
  if (day.test(text)) return { day: text };
  return instant.test(text) ? { instant: text } : { position: text };
}
