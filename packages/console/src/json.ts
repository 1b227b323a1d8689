// What comes from outside as JSON, looked into without believing it.

export type Json = Readonly<Record<string, unknown>>;

/** Whether it is an object with fields. */
export const isJson = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The value of a text of JSON; undefined where it is none. */
export function parsed(text: string | null): unknown {
  if (text === null) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A field that is a text; null where it is missing or anything else. */
export function textIn(value: unknown, field: string): string | null {
  const found = isJson(value) ? value[field] : undefined;
  return typeof found === "string" ? found : null;
}
