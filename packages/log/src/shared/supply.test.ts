import { expect, test } from "vitest";
import { over, type Supply, supplied, supplyOf } from "./supply.ts";

/** A supply of numbers that are put in, and how often it was left. */
function filled() {
  const there: number[] = [];
  let isOver = false;
  let left = 0;
  let wake: () => void = () => {};
  const supply: Supply<number> = {
    take() {
      if (isOver) return over;
      return (
        there.shift() ??
        new Promise<void>((resolve) => {
          wake = resolve;
        })
      );
    },
    async leave() {
      left += 1;
      isOver = true;
      wake();
    },
  };
  return {
    supply,
    left: () => left,
    put(...pieces: number[]) {
      there.push(...pieces);
      wake();
    },
  };
}

const piece = (value: number) => ({ done: false, value });

test("a supply is gone through piece by piece, also by those who ask before anything is there", async () => {
  const { supply, put } = filled();
  const pieces = supplied(supply);
  const asked = [pieces.next(), pieces.next(), pieces.next()];
  put(1, 2);
  put(3);
  expect(await Promise.all(asked)).toEqual([1, 2, 3].map(piece));
});

test("who leaves while it waits comes to the end at once", async () => {
  const { supply, left } = filled();
  const pieces = supplied(supply);
  const asked = pieces.next();
  await pieces.return();
  expect(await asked).toEqual({ done: true, value: undefined });
  expect(await pieces.next()).toEqual({ done: true, value: undefined });
  expect(left()).toBeGreaterThan(0);
});

test("a supply that fails is left, and its failure told once", async () => {
  const { supply, left } = filled();
  let isBroken = false;
  const pieces = supplied({
    ...supply,
    take() {
      if (isBroken) return over;
      isBroken = true;
      throw new Error("broken");
    },
  });
  await expect(pieces.next()).rejects.toThrow("broken");
  expect(left()).toBe(1);
  expect(await pieces.next()).toEqual({ done: true, value: undefined });
});

test("a generator is asked for each piece, and a supply is taken as it is", async () => {
  const own = supplied(filled().supply);
  expect(supplyOf(own)).toBe(own);
  let isReturned = false;
  async function* numbers() {
    try {
      yield 1;
      yield 2;
    } finally {
      isReturned = true;
    }
  }
  const supply = supplyOf(numbers());
  for (const number of [1, 2]) {
    await supply.take();
    expect(supply.take()).toBe(number);
  }
  await supply.take();
  expect(supply.take()).toBe(over);
  expect(supply.take()).toBe(over);
  const left = supplyOf(numbers());
  isReturned = false;
  await left.take();
  await left.leave();
  expect(isReturned).toBe(true);
});
