// Adds up differences, for the tests of what holds of them.
import { type FieldDifference, keyOfField } from "../src/differences/difference.ts";

/** The differences from the first moment to the last one, given those from each moment to the next. */
export function summed(steps: readonly (readonly FieldDifference[])[]): FieldDifference[] {
  const sum = new Map<string, FieldDifference>();
  for (const each of steps.flat()) {
    const key = keyOfField(each);
    sum.set(key, { ...each, before: sum.has(key) ? sum.get(key)?.before : each.before });
  }
  return inOrder([...sum.values()].filter(({ before, after }) => JSON.stringify(before) !== JSON.stringify(after)));
}

/** Differences by their fields, whatever order they were found in. */
export const inOrder = (differences: readonly FieldDifference[]): FieldDifference[] =>
  differences.toSorted((one, other) => (keyOfField(one) < keyOfField(other) ? -1 : 1));
