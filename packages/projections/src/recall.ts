// Making a thing again from the same things: what was made before is given.

/**
 * A function that gives its last result for an object again, as long as everything else it is given is the same, too. For
 * pure functions of values that never change, such as the parts of a fold.
 */
export function recalling<Of extends object, Rest extends readonly unknown[], Result>(
  work: (of: Of, ...rest: Rest) => Result,
): (of: Of, ...rest: Rest) => Result {
  const last = new WeakMap<Of, { readonly rest: Rest; readonly result: Result }>();
  return (of, ...rest) => {
    const known = last.get(of);
    if (known?.rest.every((each, at) => Object.is(each, rest[at]))) return known.result;
    const result = work(of, ...rest);
    last.set(of, { rest, result });
    return result;
  };
}
