// Asks whoever sits at the terminal.
import { createInterface } from "node:readline/promises";

/** True if somebody at a terminal answers yes, false if anything else; null where there is no terminal to ask at. */
export async function confirmed(question: string): Promise<boolean | null> {
  if (!process.stdin.isTTY || !process.stderr.isTTY) return null;
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return /^(y|yes|是)$/iu.test((await terminal.question(`${question} [y/N] `)).trim());
  } finally {
    terminal.close();
  }
}
