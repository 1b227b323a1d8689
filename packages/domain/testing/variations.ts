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
  return fc.record(
    Object.fromEntries(
      Object.entries(sample).map(([field, value]) => {
        const choice = isObject(value) ? undefined : choices[field];
        return [field, choice ?? like(value, choices)];
      }),
    ),
  );
}

const isObject = (value: unknown) => typeof value === "object" && value !== null && !Array.isArray(value);

/** A sample with some of its texts replaced, at any depth; `values` maps old text to new. */
export function replaced<Sample>(sample: Sample, values: Readonly<Record<string, string>>): Sample {
  return JSON.parse(JSON.stringify(sample), (_field, value: unknown) =>
    typeof value === "string" ? (values[value] ?? value) : value,
  );
}
