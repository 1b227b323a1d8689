// What a fact changes, field by field 变更字段: the old value and the new one, for readers who compare.

/** One value that a fact replaces. The values are plain JSON: a day, a text, a number, a list; null where there is none. */
export interface FieldChange {
  /** The field, by its path: `dueOn`, `settings.dueSoonDays`. */
  readonly field: string;
  /** The unit whose field it is; null where the field is that of the thing as a whole. */
  readonly unitId: string | null;
  readonly before: unknown;
  readonly after: unknown;
}

const isParts = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** True of text that a person typed, which stands in an envelope of its own: an object that holds nothing else. */
const isTyped = (value: unknown): value is { readonly text: string } =>
  isParts(value) && typeof value["text"] === "string" && Object.keys(value).length === 1;

/** The fields in which two values differ, by their paths; texts that people typed are taken out of their envelopes. */
export function changesBetween(
  before: unknown,
  after: unknown,
  unitId: string | null = null,
  path = "",
): FieldChange[] {
  // What is compared as a whole is no envelope, although its only field may be called text.
  if (isParts(before) && isParts(after) && (path === "" || !isTyped(after))) {
    const fields = [...new Set([...Object.keys(before), ...Object.keys(after)])];
    return fields.flatMap((field) =>
      changesBetween(before[field], after[field], unitId, path === "" ? field : `${path}.${field}`),
    );
  }
  const [old, now] = [said(before), said(after)];
  return JSON.stringify(old) === JSON.stringify(now) ? [] : [{ field: path, unitId, before: old, after: now }];
}

/** A value as it is shown: typed text without its envelope, and what is missing as null. */
const said = (value: unknown): unknown => (isTyped(value) ? value.text : (value ?? null));
