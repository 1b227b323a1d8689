// What is wrong with a roster file by itself, whatever the roster holds.
import { type Rejection, reject } from "../kernel/action.ts";
import { personalDataIn, tellFinding } from "../kernel/personal-data.ts";
import type { FoundText } from "../kernel/texts.ts";
import { areOnOneDay, tellSpan } from "./known-names.ts";
import { foldName } from "./names.ts";
import { type RosterLoad, spanIn } from "./roster-file.ts";
import type { Span } from "./state.ts";

/** Why an entry cannot be loaded, with its path, such as `groups.0.members.3`. */
export interface RosterFault {
  readonly path: FoundText["path"];
  readonly rejection: Rejection;
}

/** Every number of a person, and every name that two entries have on the same day. */
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
function namesTwice(said: RosterLoad): RosterFault[] {
  const { units, groups } = said;
  const before = new Map<string, { readonly where: string; readonly span: Span }[]>();
  return Object.entries({ units, groups }).flatMap(([list, entries]) =>
    entries.flatMap((entry, at) =>
      [entry.name, ...entry.aliases].flatMap((each, place): RosterFault[] => {
        const where = `${list}.${at}`;
        const span = spanIn(said, entry);
        const known = before.get(foldName(each)) ?? [];
        before.set(foldName(each), [...known, { where, span }]);
        const twice = known.find((other) => other.where !== where && areOnOneDay(other.span, span));
        if (!twice) return [];
        const path = [list, at, ...(place === 0 ? ["name"] : ["aliases", place - 1])];
        return [{ path, rejection: reject("NAME_TWICE", `${each}, ${twice.where} ${tellSpan(twice.span)}`) }];
      }),
    ),
  );
}
