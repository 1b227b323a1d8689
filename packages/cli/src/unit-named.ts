// The unit that somebody means by one of its names, as people name it on the command line.
import { foldName, holdsOn } from "@taizhang/domain";
import { inBoth } from "@taizhang/process";

/** A unit of the roster, as it is today. */
export interface KnownUnit {
  readonly id: string;
  /** The last one that it had. */
  readonly name: string;
  /** The day from which it is no more; null where it goes on. */
  readonly endedOn: string | null;
  readonly aliases: readonly { readonly alias: string; readonly validFrom: string; readonly until: string | null }[];
}

/**
 * The one among the units that have, or had, the wanted name: one that is called so `today` comes before those that once were. Throws a
 * sentence with those that there are where it is none of them, or several.
 */
export function unitNamed(wanted: string, units: readonly KnownUnit[], today: string): KnownUnit {
  const called = units.filter((unit) => namesOn(unit, today).some((name) => foldName(name) === foldName(wanted)));
  const found = called.length > 0 ? called : units;
  const [only, ...more] = found;
  if (only === undefined)
    throw new Error(inBoth({ zh: `名录不认识这个单位：${wanted}`, en: `the roster knows no unit ${wanted}` }));
  if (more.length === 0) return only;
  const zh = `有几个单位用过“${wanted}”这个名称，请用编号指明`;
  const en = `several units have had the name ${wanted}; name one by its id`;
  throw new Error(`${inBoth({ zh, en })}:\n${found.map(({ id, name }) => `  ${id} ${name}`).join("\n")}`);
}

/** What a unit is called on a day; one that has ended is called nothing. */
function namesOn({ name, endedOn, aliases }: KnownUnit, day: string): string[] {
  if (endedOn !== null && endedOn <= day) return [];
  const valid = aliases.filter(({ validFrom, until }) => holdsOn({ from: validFrom, until }, day));
  return [name, ...valid.map(({ alias }) => alias)];
}
