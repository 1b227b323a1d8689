// Why a command could not be carried out, in Chinese and English.
import { faultSaid } from "@taizhang/domain";
import { faultOf, fileTrouble, inBoth } from "@taizhang/process";
import { ZodError } from "zod";

/** What went wrong, in one sentence or a line for each fault. */
export function reasonOf(error: unknown): string {
  if (error instanceof ZodError)
    return error.issues
      .map((issue) => `${issue.path.join(".")}: ${inBoth(faultSaid(issue.message) ?? faultOf(issue))}`)
      .join("\n");
  const trouble = fileTrouble(error);
  if (trouble) return inBoth(trouble);
  return error instanceof Error ? error.message : String(error);
}

/** What the reader of command lines says of one, and the same in Chinese. */
const refusals: readonly (readonly [english: RegExp, chinese: string])[] = [
  [/^error: missing required argument '(.+?)'/, "缺少参数 $1"],
  [/^error: required option '(.+?)' not specified/, "缺少必填选项 $1"],
  [/^error: option '(.+?)' argument missing/, "选项 $1 之后缺少值"],
  [/^error: option '(.+?)' argument '(.*?)' is invalid/s, "选项 $1 的值 $2 无效"],
  [/^error: unknown option '(.+?)'/, "没有选项 $1"],
  [/^error: unknown command '(.+?)'/, "没有命令 $1"],
  [/^error: too many arguments/, "参数过多"],
];

/** What is said of a command line that cannot be read, with the Chinese before the English words. */
export function lineRefused(said: string): string {
  for (const [english, chinese] of refusals) {
    const found = english.exec(said);
    if (found) return `${found[0].replace(english, chinese)} / ${said}`;
  }
  return said;
}
