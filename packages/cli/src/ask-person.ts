// Asks whoever sits at the terminal.
import { createInterface } from "node:readline/promises";

/** A terminal, or what stands in its place: a pipe, a file. */
interface Terminal {
  readonly input: NodeJS.ReadableStream & { readonly isTTY?: boolean };
  readonly output: NodeJS.WritableStream & { readonly isTTY?: boolean };
}

const ours: Terminal = { input: process.stdin, output: process.stderr };

/**
 * True if somebody at a terminal answers yes, false if anything else, or ends the input; null where there is no terminal to
 * ask at.
 */
export async function confirmed(question: string, { input, output }: Terminal = ours): Promise<boolean | null> {
  if (!input.isTTY || !output.isTTY) return null;
  const terminal = createInterface({ input, output });
  const closed = new Promise<string>((resolve) => terminal.once("close", () => resolve("")));
  try {
    const answer = await Promise.race([terminal.question(`${question} [y/N] `), closed]);
    return /^(y|yes|是)$/iu.test(answer.trim());
  } finally {
    terminal.close();
  }
}
