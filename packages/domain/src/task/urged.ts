// What decisions know of an urging 催办 of one unit.
import type { Notes } from "./notes.ts";

/** An urging 催办 of a unit on a task; `urging.ts` says how it stands. */
export interface Urging {
  /** The urgings of a task are numbered from 1; one that names several units has one number. */
  readonly no: number;
  /** The item that it is about; null if it is about the part as a whole. */
  readonly itemId: string | null;
  /** The Beijing day on which the unit was urged. */
  readonly urgedOn: string;
  /** The day by which it must answer; null if none was set. */
  readonly answerBy: string | null;
  readonly answered: boolean;
  /** What days' ends have noted of that day. */
  readonly noted: Notes;
}
