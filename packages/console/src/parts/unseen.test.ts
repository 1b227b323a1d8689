import { expect, test } from "vitest";
import { spelled, stretchesOf } from "./unseen.ts";

const codes = (text: string) => stretchesOf(text).flatMap(({ code }) => code ?? []);

test("characters that turn, hide or control are shown by their codes, and all others as they are", () => {
  expect(codes("公布\u202e清单\u200b。\u00ad\u0007\u2066")).toEqual(["U+202E", "U+200B", "U+00AD", "U+0007", "U+2066"]);
  expect(codes("第一行\n\t第二行，“引号”、（一）")).toEqual([]);
});

test("where nothing but text can stand, the codes stand in the text", () => {
  expect(spelled("公布\u202e清单\u200b。")).toBe("公布[U+202E]清单[U+200B]。");
  expect(spelled("公布清单。")).toBe("公布清单。");
});

test("nothing of a text is lost", () => {
  const text = "a\u202eb\u0000\u0000c";
  expect(
    stretchesOf(text)
      .map((stretch) => stretch.text)
      .join(""),
  ).toBe(text);
});
