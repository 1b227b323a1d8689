// The parameters of an address 地址参数, by the names that whoever asks has written.
import { badInput } from "../errors.ts";
import { type InputFault, shortened } from "../input-faults.ts";
import { limits } from "../limits/limits.ts";

/**
 * What an address says for each parameter. Throws `BAD_USER_INPUT` with every parameter that it does not take, so that nobody
 * takes the whole for a part, and with each that is said more than once, unless it is one of `lists`.
 */
export function parametersIn(
  query: unknown,
  takes: readonly string[],
  lists: readonly string[] = [],
): ReadonlyMap<string, readonly string[]> {
  const said = new Map(Object.entries(Object(query)).map(([name, value]) => [name, [value].flat().map(String)]));
  const faults = [...said].flatMap(([name, values]): InputFault[] => {
    if (!takes.includes(name)) return [{ field: shortened(name), fault: notTaken(takes) }];
    return values.length > 1 && !lists.includes(name) ? [{ field: name, fault: twice }] : [];
  });
  if (faults.length > 0) throw badInput(faults.slice(0, limits.errors));
  return said;
}

const notTaken = (takes: readonly string[]) => ({
  zh: `此地址没有这个参数，${takes.length === 0 ? "也不带任何参数" : `可用的有${takes.join("、")}`}`,
  en: `is no parameter of this address, which takes ${takes.length === 0 ? "none" : takes.join(", ")}`,
});
const twice = { zh: "写了不止一次，请只写一次", en: "is said more than once: say it once" };
