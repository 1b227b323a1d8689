// Every text in a value 文字, whatever field it is in.

/** A text in a value, with its path. The keys of objects count as texts, too: a printed table has its headings there. */
export interface FoundText {
  readonly path: readonly (string | number)[];
  readonly text: string;
}

/** Every text in a value, in order. It is found by itself, so that a new field needs no mention anywhere. */
export function* textsIn(value: unknown, path: FoundText["path"] = []): Generator<FoundText> {
  if (typeof value === "string") yield { path, text: value };
  else if (Array.isArray(value)) for (const [at, each] of value.entries()) yield* textsIn(each, [...path, at]);
  else if (typeof value === "object" && value !== null) {
    for (const [key, each] of Object.entries(value)) {
      yield { path: [...path, key], text: key };
      yield* textsIn(each, [...path, key]);
    }
  }
}

/** A path in writing: `evidence.0.title`. */
export const pathOf = (path: FoundText["path"]): string => path.join(".");

// UUIDs and SHA-256 hashes are not typed by people, and their digits may look like a number by chance.
const opaque = /^(?:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{64})$/;

/** True for a UUID or a SHA-256, which nobody types. */
export const isOpaque = (text: string): boolean => opaque.test(text);
