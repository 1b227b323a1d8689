// Looking into an answer without believing it.

const isJson = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null;

/** What stands at the end of a way through an answer; undefined where there is nothing. */
export function jsonAt(value: unknown, ...way: readonly string[]): unknown {
  let at = value;
  for (const name of way) at = isJson(at) ? at[name] : undefined;
  return at;
}

/** The text at the end of a way; null where there is none. */
export function textAt(value: unknown, ...way: readonly string[]): string | null {
  const found = jsonAt(value, ...way);
  return typeof found === "string" ? found : null;
}
