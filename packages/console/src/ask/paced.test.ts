import { expect, test } from "vitest";
import { paced } from "./paced.ts";

/** A call that is counted, and a clock that is moved by hand. */
function counted() {
  const due: { readonly at: number; readonly call: () => void }[] = [];
  const calls: number[] = [];
  let now = 0;
  const wish = paced(
    () => calls.push(now),
    1000,
    (call, ms) => due.push({ at: now + ms, call }),
  );
  const passTo = (to: number) => {
    for (let next = due[0]; next && next.at <= to; next = due[0]) {
      now = next.at;
      due.shift();
      next.call();
    }
    now = to;
  };
  return { wish, calls, passTo };
}

test("the first is made at once, and many in a second are one at its end", () => {
  const { wish, calls, passTo } = counted();
  wish();
  expect(calls).toEqual([0]);
  for (const at of [10, 20, 999]) {
    passTo(at);
    wish();
  }
  expect(calls).toEqual([0]);
  passTo(5000);
  expect(calls).toEqual([0, 1000]);
});

test("while wishes keep coming there is one a second, and one after the last", () => {
  const { wish, calls, passTo } = counted();
  for (let at = 0; at <= 3500; at += 100) {
    passTo(at);
    wish();
  }
  passTo(10_000);
  expect(calls).toEqual([0, 1000, 2000, 3000, 4000]);
  // After a rest, the next is made at once again.
  wish();
  expect(calls.slice(-1)).toEqual([10_000]);
});

test("what is wished for by the call itself is not lost", () => {
  let calls = 0;
  const due: (() => void)[] = [];
  const wish: () => void = paced(
    () => {
      calls += 1;
      if (calls === 1) wish();
    },
    1000,
    (call) => due.push(call),
  );
  wish();
  due.shift()?.();
  expect(calls).toBe(2);
});
