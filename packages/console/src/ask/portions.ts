// More ids than one question takes 分批询问: as many questions as there must be.

/** As many ids as one question takes. */
const mostIds = 100;

/** The ids, in portions that one question takes. */
export const inPortions = (ids: readonly string[]): readonly (readonly string[])[] =>
  Array.from({ length: Math.ceil(ids.length / mostIds) }, (_none, at) => ids.slice(at * mostIds, (at + 1) * mostIds));
