// What a figure ought to be.

/** The least or the most that a figure ought to be. */
export type Bound = { readonly atLeast: number } | { readonly atMost: number };

/** True if a figure is as wanted. */
export const isMet = (value: number, bound: Bound): boolean =>
  "atLeast" in bound ? value >= bound.atLeast : value <= bound.atMost;

/** A bound in words, with its number as `shown` writes it: `≥ 25 %`. */
export const boundOf = (bound: Bound, shown: (value: number) => string): string =>
  "atLeast" in bound ? `≥ ${shown(bound.atLeast)}` : `≤ ${shown(bound.atMost)}`;
