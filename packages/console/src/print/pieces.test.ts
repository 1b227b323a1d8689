import fc from "fast-check";
import { expect, test } from "vitest";
import { inPieces, pieceOf, piecesWanted } from "./pieces.ts";

const text = fc
  .array(fc.constantFrom("甲", "乙", "。", "\n", "𠮷", "a", " "), { maxLength: 400 })
  .map((all) => all.join(""));

test("the pieces of a text are the whole of it, each about as long as the others", () => {
  fc.assert(
    fc.property(text, fc.integer({ min: 1, max: 9 }), (whole, of) => {
      const pieces = Array.from({ length: of }, (_, at) => pieceOf(whole, { at, of }));
      expect(pieces.join("")).toBe(whole);
      const share = whole.length / of;
      const isCut = of > 1 && whole.length > 200;
      for (const piece of pieces) if (isCut) expect(piece.length).toBeLessThanOrEqual(1.2 * share + 2);
      // No character is cut in two.
      expect(pieces.flatMap((piece) => [...piece])).toEqual([...whole]);
      if (!isCut) expect(pieces[0]).toBe(whole);
    }),
  );
});

test("a text is cut behind the end of a clause where there is one near", () => {
  const [first, second] = [`${"已公布第一批".repeat(20)}。`, "其余各批正在核对".repeat(16)];
  expect([0, 1].map((at) => pieceOf(`${first}${second}`, { at, of: 2 }))).toEqual([first, second]);
});

test("rows without a count are one piece, and the pieces of others stand in order", () => {
  expect(inPieces(["a", "b"], [1, 2])).toEqual([
    { row: "a", at: 0, of: 1 },
    { row: "b", at: 0, of: 2 },
    { row: "b", at: 1, of: 2 },
  ]);
  expect(inPieces(["a"])).toHaveLength(1);
});

test("a row gets pieces until each fits, and keeps them", () => {
  expect(piecesWanted([900], 1000)).toBe(1);
  expect(piecesWanted([4100], 1000)).toBe(5);
  expect(piecesWanted([990, 1001], 1000)).toBe(3);
  expect(piecesWanted([990, 980, 10], 1000)).toBe(3);
});
