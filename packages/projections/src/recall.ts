// Remembers the last result of a pure function for each object.

/**
 * Wraps a function so that it returns its last result for an object as long as its other arguments are the same, too. It is
 * meant for pure functions of values that never change, such as the parts of a fold.
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
