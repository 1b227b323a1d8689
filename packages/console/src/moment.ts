// A moment of the past in an address 追溯: a day, an instant, or a position of the log.
import type { AsOf } from "./generated/operations.ts";

const day = /^\d{4}-\d{2}-\d{2}$/;
const instant = /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/;
const position = /^\d{1,20}$/;

/** Whether there is such a day: an address may have been typed or cut off. */
function isDay(text: string): boolean {
  const at = day.test(text) ? new Date(`${text}T00:00:00Z`) : null;
  return at !== null && !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text);
}

const isInstant = (text: string): boolean => instant.test(text) && !Number.isNaN(Date.parse(text));

/** The text where it names a day; undefined elsewhere. */
export const dayIn = (text: string | undefined): string | undefined => (text && isDay(text) ? text : undefined);

/** The text where it names a moment; undefined elsewhere. */
export const momentIn = (text: string | undefined): string | undefined =>
  text && (isDay(text) || isInstant(text) || position.test(text)) ? text : undefined;

/** The moment as the API takes it; null for now. */
export function asOfIn(text: string | undefined): AsOf | null {
  if (text === undefined) return null;
  if (day.test(text)) return { day: text };
  return instant.test(text) ? { instant: text } : { position: text };
}

/** What of an address says on which day, or as of which moment, something is looked at. */
interface Looked {
  readonly on?: string;
  readonly asOf?: string;
}

/** Whether what is looked at was so, and is not any more: by a later day it is the present states that are judged, which go on changing. */
export const isOfPast = ({ on, asOf }: Looked, today: string): boolean =>
  asOf !== undefined || (on !== undefined && on < today);
