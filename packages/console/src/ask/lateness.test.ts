import { expect, test } from "vitest";
import { Failure } from "./failure.ts";
import { latenessOf } from "./lateness.ts";

const words = { zh: "台账", en: "ledger" };
const failed = (code: string) => new Failure(code, words);
const waiting = (code: string, about: object | null = { anything: true }) => ({
  meta: { about },
  state: { data: {}, error: null, fetchFailureReason: failed(code) },
});

test("the gravest reason of all questions about now is told", () => {
  const none = { meta: { about: {} }, state: { data: {}, error: null, fetchFailureReason: null } };
  const [behind, rebuilding] = [waiting("READ_MODEL_BEHIND"), waiting("READ_MODEL_REBUILDING")];
  const away = waiting("OFFLINE");
  expect(latenessOf([none])).toBeNull();
  expect(latenessOf([none, behind])).toBe("behind");
  expect(latenessOf([behind, rebuilding])).toBe("rebuilding");
  expect(latenessOf([rebuilding, away, behind])).toBe("unreached");
});

test("what has failed for good counts as what is tried again, and a refusal of another kind does not", () => {
  const over = { meta: { about: {} }, state: { data: {}, error: failed("UNAVAILABLE"), fetchFailureReason: null } };
  expect(latenessOf([over])).toBe("unreached");
  expect(latenessOf([waiting("FORBIDDEN")])).toBeNull();
});

test("a question about the past, and one that shows nothing yet, make nothing late", () => {
  expect(latenessOf([waiting("OFFLINE", null)])).toBeNull();
  const { meta, state } = waiting("READ_MODEL_REBUILDING");
  expect(latenessOf([{ meta, state: { ...state, data: undefined } }])).toBeNull();
});
