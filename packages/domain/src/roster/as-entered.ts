// Entering again what the roster has: it changes nothing if the day is the same, and is refused if it is another.
import { type Rejection, reject } from "../kernel/action.ts";
import { tellSpan } from "./known-names.ts";
import type { Span } from "./state.ts";

/** The outcome of entering a name that its unit or group has already, for the days of `known`, as of a day. */
export const asEntered = (known: Span, name: string, validFrom: string): [] | Rejection =>
  known.validFrom === validFrom
    ? []
    : reject("VALID_FROM_ANOTHER_DAY", `${name} ${known.until === null ? known.validFrom : tellSpan(known)}`);
