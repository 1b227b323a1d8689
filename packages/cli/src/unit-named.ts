// The unit that somebody means by one of its names, as people name it on the command line.
import { foldName } from "@taizhang/domain";
import { inBoth } from "@taizhang/process";

/** A unit of the roster, by its name today. */
export interface KnownUnit {
  readonly id: string;
  readonly name: string;
}

/**
 * The one among the units that have, or had, the wanted name: one that is called so today comes before those that once were. Throws a
 * sentence with those that there are where it is none of them, or several.
 */
export function unitNamed(wanted: string, units: readonly KnownUnit[]): KnownUnit {
  const today = units.filter(({ name }) => foldName(name) === foldName(wanted));
  const found = today.length > 0 ? today : units;
  const [only, ...more] = found;
  if (only === undefined)
    throw new Error(inBoth({ zh: `名录不认识这个单位：${wanted}`, en: `the roster knows no unit ${wanted}` }));
  if (more.length === 0) return only;
  const zh = `有几个单位用过“${wanted}”这个名称，请用编号指明`;
  const en = `several units have had the name ${wanted}; name one by its id`;
  throw new Error(`${inBoth({ zh, en })}:\n${found.map(({ id, name }) => `  ${id} ${name}`).join("\n")}`);
}
