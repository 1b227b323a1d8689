import { expect, test } from "vitest";
import { afterSettling, countsOf, inOrder, lookedAt } from "./warnings.ts";

const warning = (warningNo: number, state: "OPEN" | "SETTLED" | "OVERTAKEN", severity: "BLOCKING" | "NOTICE") => ({
  ...{ warningNo, state, severity },
});
const all = [
  warning(1, "OPEN", "NOTICE"),
  warning(2, "OPEN", "BLOCKING"),
  warning(3, "SETTLED", "BLOCKING"),
  warning(4, "OPEN", "BLOCKING"),
  warning(5, "OVERTAKEN", "BLOCKING"),
];
const numbers = (warnings: readonly { readonly warningNo: number }[]) => warnings.map(({ warningNo }) => warningNo);

test("what must be settled comes first, what is settled last, and each is counted once", () => {
  expect(numbers(inOrder(all))).toEqual([2, 4, 1, 3, 5]);
  expect(countsOf(all)).toEqual({ must: 2, may: 1, done: 2 });
});

test("the first that is left is looked at, unless another is asked for", () => {
  expect(lookedAt(all, undefined)?.warningNo).toBe(2);
  expect(lookedAt(all, 3)?.warningNo).toBe(3);
  expect(lookedAt(all, 99)?.warningNo).toBe(2);
  expect(lookedAt([], 1)).toBeUndefined();
});

test("settling one leads to the next that must be, round to the first, and nowhere after the last", () => {
  expect(afterSettling(all, 2)?.warningNo).toBe(4);
  expect(afterSettling(all, 4)?.warningNo).toBe(2);
  expect(afterSettling([warning(1, "OPEN", "BLOCKING"), warning(2, "OPEN", "NOTICE")], 1)?.warningNo).toBe(2);
  expect(afterSettling([warning(1, "OPEN", "BLOCKING"), warning(2, "SETTLED", "NOTICE")], 1)).toBeUndefined();
});
