// Checks a text of JSON before it is parsed: parsing some texts costs more than all that follows.
import type { GraphQLError } from "graphql";
import { problem } from "../errors.ts";
import { limits } from "./limits.ts";

/**
 * Throws where a text of JSON is nested too deep, holds too many values, or too many different names: for each new name, and
 * each new order of names, the engine keeps something. `around` counts the lists and objects around the variables. It reads
 * the text once, and knows nothing of whether it is JSON.
 */
export function guardJson(json: string, around: number): void {
  const deepest = limits.inputDepth + around;
  // The members of the objects around the variables are values too.
  const mostValues = limits.inputValues + limits.inputFields;
  const names = new Set<string>();
  let depth = 0;
  let commas = 0;
  // The last string.
  let from = 0;
  let to = 0;
  for (let at = 0; at < json.length; at += 1) {
    switch (json[at]) {
      case '"':
        from = at + 1;
        to = endOfString(json, at);
        at = to;
        break;
      case "[":
      case "{":
        depth += 1;
        if (depth > deepest) throw tooMuch("nested levels", "嵌套层数", limits.inputDepth);
        break;
      case "]":
      case "}":
        depth -= 1;
        break;
      case ",":
        commas += 1;
        if (commas > mostValues) throw tooMuch("values", "值的个数", limits.inputValues);
        break;
      case ":":
        names.add(json.slice(from, to));
        if (names.size > limits.inputNames) throw tooMuch("different names", "不同名称的个数", limits.inputNames);
    }
  }
}

/** Where the string ends that begins at a place: its last quote, or the end of the text. */
function endOfString(json: string, start: number): number {
  for (let at = start + 1; at < json.length; at += 1) {
    if (json[at] === '"') return at;
    if (json[at] === "\\") at += 1;
  }
  return json.length;
}

/** The failure of variables that are too much in some way. */
export const tooMuch = (what: string, zh: string, most: number): GraphQLError =>
  problem("LIMIT_EXCEEDED", {
    zh: `变量的${zh}超出上限${most}。`,
    en: `The variables exceed the limit of ${most} ${what}.`,
  });
