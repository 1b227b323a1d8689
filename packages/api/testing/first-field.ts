// Asking in tests for one field: what stands under it, where the answer has no errors.
import type { Bearer } from "@taizhang/domain";
import { expect } from "vitest";
import type { Serving } from "./serving.ts";

/** What a field answers, as far as tests look at it without a type of their own. */
export type Answer = Record<string, never> & { receipt?: { position: string } };

/** Asks on behalf of a bearer, expects no errors, and gives what stands under the first field. */
export async function firstField<Value = Answer>(
  serving: Serving,
  document: string,
  variables: object,
  as: Bearer,
): Promise<Value> {
  const { data, errors } = await serving.ask(document, variables, as);
  expect(errors).toBeUndefined();
  return Object.values(Object(data))[0] as Value;
}
