// What does not fit 放不下: what stands out of the window, is cut off, lies over something else, or is too small to press; and a day that does
// not fit its field.
import { expect } from "vitest";
import { z } from "zod";
import type { Reader } from "./reader.ts";

/** A telephone that is held upright. */
export const narrow = { width: 390, height: 844 };

/** What of a page does not fit it, in words: in print as it is, and in large print. */
export async function misfits({ page }: Reader): Promise<readonly string[]> {
  return z.array(z.string()).parse(await page.evaluate(inBothPrints));
}

/** Fails where something does not fit. */
export async function expectFits(reader: Reader, where?: string): Promise<void> {
  expect(await misfits(reader), where).toEqual([]);
}

// As text, because it runs in the page. Whatever is looked for has its own part; each answers what is wrong, in words.
const inOnePrint = `(() => {
  const slack = 1;
  const leastPressed = 24 - slack / 2;
  const styleOf = (at) => getComputedStyle(at);
  /** An element and what it is in, but for the page itself. */
  const around = (at) => (at === null || at === document.body ? [] : [at, ...around(at.parentElement)]);
  /** What is only read out is a pixel wide. */
  const isSeen = (at) =>
    at.checkVisibility({ visibilityProperty: true, opacityProperty: true }) &&
    around(at).every((box) => box.offsetWidth !== 1 && !box.matches(".unseen-text, .skip"));
  const isSideways = (at) => /auto|scroll/.test(styleOf(at).overflowX) && at.scrollWidth > at.clientWidth + slack;

  const seen = [...document.body.querySelectorAll("*")].filter(isSeen);
  const pressed = seen.filter((at) => at.matches("a, button, input, select, textarea, summary"));
  const called = (at) =>
    at.tagName.toLowerCase() + " " + (at.ariaLabel ?? [at, ...(at.labels ?? [])].map((each) => each.textContent.trim()).join(" ")).slice(0, 40);

  // Every line of words that is not an option or what somebody typed, and everything that is pressed; each with its rectangle.
  const words = seen.flatMap((at) =>
    at.matches("option, textarea")
      ? []
      : [...at.childNodes].flatMap((node) => {
          if (node.nodeType !== Node.TEXT_NODE || node.data.trim() === "") return [];
          const range = document.createRange();
          range.selectNodeContents(node);
          return [...range.getClientRects()].map((rect) => ({ at, rect, said: node.data.trim().slice(0, 40) }));
        }),
  );
  const things = pressed.map((at) => ({ at, rect: at.getBoundingClientRect(), said: called(at) }));

  /** What is shortened says so itself, by its dots. */
  const isShortened = (at) => styleOf(at).textOverflow === "ellipsis" || styleOf(at).webkitLineClamp !== "none";

  /** Tables are scrolled sideways; a form is not, wherever it stands. */
  function outOfWindow({ at, rect }) {
    const within = around(at);
    const scroller = within.find(isSideways);
    if (within.some(isShortened) || (scroller && !scroller.contains(at.closest("form")))) return false;
    return rect.right > innerWidth + slack || rect.left < -slack;
  }

  function cutOff({ at, rect }) {
    for (const box of around(at)) {
      const { overflowX, overflowY } = styleOf(box);
      if (isShortened(box) || /auto|scroll/.test(overflowX + overflowY)) return false;
      const { left, top, right, bottom } = box.getBoundingClientRect();
      if (/hidden|clip/.test(overflowX) && (rect.left < left - slack || rect.right > right + slack)) return true;
      if (/hidden|clip/.test(overflowY) && (rect.top < top - slack || rect.bottom > bottom + slack)) return true;
    }
    return false;
  }

  /** Words that stick out of what they are written on. */
  const outOfBox = (at) =>
    styleOf(at).overflowX === "visible" && at.clientWidth > 0 && at.scrollWidth > at.clientWidth + slack;

  const pen = document.createElement("canvas").getContext("2d");
  /** The words of a choice, or a day, that are cut off although there is room for more of them in the line. */
  function cutShort(at) {
    const said = at.matches("select") ? (at.selectedOptions[0]?.textContent ?? "") : at.matches("[type=date]") ? "mm/dd/yyyy" : "";
    const { font, fontSize, paddingLeft, paddingRight } = styleOf(at);
    pen.font = font;
    const needed = pen.measureText(said).width + parseFloat(paddingLeft) + parseFloat(paddingRight) + parseFloat(fontSize);
    const line = around(at.parentElement).find((box) => styleOf(box).display === "block");
    const { left, right } = at.getBoundingClientRect();
    const end = line.getBoundingClientRect().right - parseFloat(styleOf(line).paddingRight);
    return said !== "" && needed > right - left && right + slack < end;
  }

  /** The hint in a field that is empty, where the field is too narrow for it. A search keeps room for the cross that empties it. */
  function cutsHint(at) {
    if (!at.matches(":placeholder-shown:not(textarea)")) return false;
    const { font, fontSize, paddingLeft, paddingRight } = styleOf(at);
    pen.font = font;
    const cross = at.matches("[type=search]") ? parseFloat(fontSize) : 0;
    const room = at.clientWidth - parseFloat(paddingLeft) - parseFloat(paddingRight) - cross;
    return pen.measureText(at.placeholder).width > room + slack;
  }

  const isOver = (one, other) =>
    one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
  /** What is scrolled out of sight lies over nothing. */
  const isInSight = ({ at, rect }) =>
    around(at).every((box) => {
      if (!/auto|scroll|hidden|clip/.test(styleOf(box).overflowX + styleOf(box).overflowY)) return true;
      const { left, top, right, bottom } = box.getBoundingClientRect();
      return rect.left >= left && rect.top >= top && rect.right <= right && rect.bottom <= bottom;
    });
  /** What stays where it is while the rest is scrolled, or stands before it, lies over it by intent. */
  const layerOf = (at) => around(at).find((box) => /sticky|fixed|absolute/.test(styleOf(box).position)) ?? null;
  const shrunk = ({ left, top, right, bottom }, by) => ({ left: left + slack, top: top + by, right: right - slack, bottom: bottom - by });
  const pieces = [
    // The rectangle of a line of words is higher than its letters.
    ...words.map((each) => ({ ...each, rect: shrunk(each.rect, each.rect.height / 4) })),
    ...things.filter(({ at }) => styleOf(at).display !== "inline").map((each) => ({ ...each, isThing: true, rect: shrunk(each.rect, slack) })),
  ]
    .filter(isInSight)
    .map((each) => ({ ...each, layer: layerOf(each.at) }));
  const isNested = (one, other) => (one.isThing && one.at.contains(other.at)) || (other.isThing && other.at.contains(one.at));
  const overlaps = pieces.flatMap((one, nth) =>
    pieces
      .slice(nth + 1)
      .filter((other) => one.layer === other.layer && isOver(one.rect, other.rect) && !isNested(one, other))
      .map((other) => one.said + " lies over " + other.said),
  );

  /** A link in a line of words is as high as the line. A label is pressed for what it is the label of. */
  const isSmall = (at) =>
    !(at.matches("a") && styleOf(at).display === "inline") &&
    [at, ...(at.labels ?? [])].every((each) => {
      const { width, height } = each.getBoundingClientRect();
      return width < leastPressed || height < leastPressed;
    });

  return [
    ...(document.documentElement.scrollWidth > innerWidth ? ["the page is wider than the window"] : []),
    ...[...words, ...things].filter(outOfWindow).map(({ said }) => said + " stands out of the window"),
    ...[...words, ...things].filter(cutOff).map(({ said }) => said + " is cut off"),
    ...seen.filter((at) => !at.matches("input, textarea, svg *") && outOfBox(at)).map((at) => called(at) + " is wider than its place"),
    ...pressed.filter(cutShort).map((at) => called(at) + " is cut short"),
    ...pressed.filter((at) => at.matches("[type^=date]:not([max])")).map((at) => called(at) + " takes a year of six digits"),
    ...pressed.filter(cutsHint).map((at) => called(at) + " cuts off its hint"),
    ...overlaps,
    ...pressed.filter(isSmall).map((at) => called(at) + " is too small to press"),
  ];
})()`;

const inBothPrints = `(() => {
  const { classList } = document.documentElement;
  const found = ${inOnePrint};
  classList.add("large");
  found.push(...${inOnePrint}.map((said) => said + ", in large print"));
  classList.remove("large");
  return [...new Set(found)];
})()`;
