// Variations of a sample with other units, days, words and numbers, from which property tests make commands and facts.
import fc from "fast-check";

/** What to replace a sample's values by, by the name of the field. */
export type Choices = Readonly<Record<string, fc.Arbitrary<unknown>>>;

/**
 * Draws values of the sample's form. A field named in `choices` is drawn from there unless it holds an object, a list of objects gets one to three
 * like its first, a boolean is either value; everything else is as in the sample.
 */
export function like(sample: unknown, choices: Choices): fc.Arbitrary<unknown> {
  if (typeof sample === "boolean") return fc.boolean();
  if (Array.isArray(sample)) {
    const [first] = sample;
    return typeof first === "object" && first !== null
      ? fc.array(like(first, choices), { minLength: 1, maxLength: 3 })
      : fc.constant(sample);
  }
  if (typeof sample !== "object" || sample === null) return fc.constant(sample);
  // An object is varied inside: the words of an item are `{ text: { text } }`.
  const chosen = (field: string, value: unknown) =>
    isRecord(value) ? like(value, choices) : (choices[field] ?? like(value, choices));
  return fc.record(Object.fromEntries(Object.entries(sample).map(([field, value]) => [field, chosen(field, value)])));
}

const isRecord = (value: unknown): boolean => typeof value === "object" && value !== null && !Array.isArray(value);

/** A sample with some of its texts replaced, at any depth; `values` maps old text to new. */
export function replaced<Sample>(sample: Sample, values: Readonly<Record<string, string>>): Sample {
  return JSON.parse(JSON.stringify(sample), (_field, value: unknown) =>
    typeof value === "string" ? (values[value] ?? value) : value,
  );
}
