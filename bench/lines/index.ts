// The lines in the order they are run: those that only read come before those that change what is read.
import type { Line } from "../line.ts";
import { appends } from "./appends.ts";
import { ledgerPage } from "./ledger-page.ts";
import { live } from "./live.ts";
import { mutationToReceipt } from "./mutation.ts";
import { reads } from "./reads.ts";
import { rebuild } from "./rebuild.ts";
import { taskById } from "./task-by-id.ts";

const lines: readonly Line[] = [ledgerPage, taskById, mutationToReceipt, ...appends, ...reads, live, rebuild];

/** The lines whose names begin with one of these words, or all if there is no word. Throws if a word matches none. */
export function linesNamed(words: readonly string[]): readonly Line[] {
  for (const word of words) {
    if (lines.some(({ name }) => name.startsWith(word))) continue;
    throw new Error(`no line is called “${word}”; there are: ${lines.map(({ name }) => name).join(", ")}`);
  }
  return words.length === 0 ? lines : lines.filter(({ name }) => words.some((word) => name.startsWith(word)));
}
