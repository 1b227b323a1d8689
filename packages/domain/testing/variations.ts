// Values like a sample, with other units, days, words and numbers in it: what property tests make commands and facts of.
import fc from "fast-check";

/** What stands in for the values of a sample, by the name of the field that holds them. */
export type Choices = Readonly<Record<string, fc.Arbitrary<unknown>>>;

/**
 * Any value of the sample's form. A field whose name is among the choices is drawn from there, a list of objects is any
 * few like its first one, a yes or no is either; everything else is as in the sample.
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
  return fc.record(
    Object.fromEntries(Object.entries(sample).map(([field, value]) => [field, choices[field] ?? like(value, choices)])),
  );
}

/** A sample with other values in the place of some of its own, wherever they stand in it. */
export function replaced<Sample>(sample: Sample, values: Readonly<Record<string, string>>): Sample {
  return JSON.parse(JSON.stringify(sample), (_field, value: unknown) =>
    typeof value === "string" ? (values[value] ?? value) : value,
  );
}
