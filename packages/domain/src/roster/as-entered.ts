// Entering again what the roster has: it changes nothing if the day is the same, and is refused if it is another.
import { type Rejection, reject } from "../kernel/action.ts";

/** The outcome of entering a name that its unit or group has already, since the day `known`, as of a day. */
export const asEntered = (known: string, name: string, validFrom: string): [] | Rejection =>
  known === validFrom ? [] : reject("VALID_FROM_ANOTHER_DAY", `${name} ${known}`);
