// Entering again what the roster has: it changes nothing if the day is the same, and is refused if it is another.
import { type Rejection, reject } from "../kernel/action.ts";
import { foldName } from "./names.ts";
import type { RosterState } from "./state.ts";

/** The outcome of entering a name that its unit or group has already, as of a day. */
export function asEntered({ names }: RosterState, name: string, validFrom: string): [] | Rejection {
  const known = names.get(foldName(name));
  return known === undefined || known.validFrom === validFrom
    ? []
    : reject("VALID_FROM_ANOTHER_DAY", `${name} ${known.validFrom}`);
}
