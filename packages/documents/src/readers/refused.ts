// A refusal on its way out of the depths of a reader to the door, which hands it on as a value.
import { type Problem, type ProblemCode, problem } from "./problem.ts";

/** Thrown only below `readDocument`, which catches it: a refusal may come up inside a callback of a parser. */
export class Refused extends Error {
  override readonly name = "Refused";
  readonly problem: Problem;

  constructor(code: ProblemCode, messageZh: string, message: string) {
    super(message);
    this.problem = problem(code, messageZh, message);
  }
}

/** A file that is not what its own signs say; it was cut short or changed on its way. */
export const damaged = (whatZh: string, what: string): Refused =>
  new Refused(
    "DAMAGED_FILE",
    `文件已损坏（${whatZh}）。请重新下载或重新发送后再导入；若能用 WPS 或 Word、Excel 打开，请另存一份再导入。`,
    `The file is damaged (${what}). Fetch it again and import that; if WPS or Office still opens it, save it anew and import the copy.`,
  );
