// What is wrong with a roster file by itself, whatever the roster holds.
import { type Rejection, reject } from "../kernel/action.ts";
import { personalDataIn, tellFinding } from "../kernel/personal-data.ts";
import type { FoundText } from "../kernel/texts.ts";
import { foldName } from "./names.ts";
import type { RosterLoad } from "./roster-file.ts";

/** Why an entry cannot be loaded, with its path, such as `groups.0.members.3`. */
export interface RosterFault {
  readonly path: FoundText["path"];
  readonly rejection: Rejection;
}

/** Every number of a person, and every name that two entries have. */
export const faultsInFile = (said: RosterLoad): RosterFault[] => [...personalFaults(said), ...namesTwice(said)];

/** Entry by entry, because the executor, which looks through the whole command, tells the first number alone. */
function personalFaults({ units, groups }: RosterLoad): RosterFault[] {
  return Object.entries({ units, groups }).flatMap(([list, entries]) =>
    entries.flatMap((entry, at): RosterFault[] => {
      const found = personalDataIn(entry);
      if (found === null) return [];
      const rejection = reject("PERSONAL_DATA_IN_TEXT", tellFinding(found));
      return [{ path: [list, at, ...found.field.split(".")], rejection }];
    }),
  );
}

/** Within one entry, spellings that are one name do no harm. */
function namesTwice({ units, groups }: RosterLoad): RosterFault[] {
  const first = new Map<string, string>();
  return Object.entries({ units, groups }).flatMap(([list, entries]) =>
    entries.flatMap(({ name, aliases }, at) =>
      [name, ...aliases].flatMap((each, place): RosterFault[] => {
        const here = `${list}.${at}`;
        const there = first.get(foldName(each)) ?? here;
        first.set(foldName(each), there);
        if (there === here) return [];
        const path = [list, at, ...(place === 0 ? ["name"] : ["aliases", place - 1])];
        return [{ path, rejection: reject("NAME_TWICE", `${each}, ${there}`) }];
      }),
    ),
  );
}
