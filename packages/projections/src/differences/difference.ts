// What two shown states differ in 差异, field by field.
import type { ShownField } from "@taizhang/domain";

/** A field whose value is another one, or that one of the two states does not have: then the value there is null. */
export interface FieldDifference extends Omit<ShownField, "value"> {
  readonly before: unknown;
  readonly after: unknown;
}

/** The key of a field among all fields of a state. */
export const keyOfField = ({ of, field }: Pick<ShownField, "of" | "field">): string =>
  JSON.stringify([of.planId, of.taskId, of.unitId, of.partNo, of.itemId, field]);

/**
 * The fields that differ, in the order of the states. The differences of moments add up: those from one to the next and from
 * there to a third are together those from the first to the third.
 */
export function differencesBetween(
  before: readonly ShownField[],
  after: readonly ShownField[],
): readonly FieldDifference[] {
  const now = new Map(after.map((each) => [keyOfField(each), each]));
  const old = new Map(before.map((each) => [keyOfField(each), each]));
  return [...new Map([...old, ...now])].flatMap(([key, { of, field, label }]) => {
    const [was, is] = [old.get(key)?.value ?? null, now.get(key)?.value ?? null];
    return JSON.stringify(was) === JSON.stringify(is) ? [] : [{ of, field, label, before: was, after: is }];
  });
}
