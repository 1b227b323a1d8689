// What decisions know of an urging 催办 of one unit.
import type { Notes } from "./notes.ts";

/** An urging 催办 of a unit, whatever it is about. */
export interface Urged {
  /** What was urged about the same task, or for the same report, is numbered from 1. */
  readonly no: number;
  /** The Beijing day on which the unit was urged. */
  readonly urgedOn: string;
  /** The day by which it must answer; null if none was set. */
  readonly answerBy: string | null;
  readonly answered: boolean;
  /** What days' ends have noted of that day. */
  readonly noted: Notes;
}

/** An urging of a unit on a task, in which one that names several units has one number; `urging.ts` says how it stands. */
export interface Urging extends Urged {
  /** The item that it is about; null if it is about the part as a whole. */
  readonly itemId: string | null;
}
