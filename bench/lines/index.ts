// The lines in the order they are run: those that only read come before those that change what is read.
import type { Line } from "../line.ts";
import { appends } from "./appends.ts";
import { asOf } from "./as-of.ts";
import { consoleFirst, consoleLarge } from "./console.ts";
import { fanOut } from "./fan-out.ts";
import { ledgerPage, ledgerPageAnew, ledgerPageOnRedis, ledgerPageOnRedisAnew } from "./ledger-page.ts";
import { live } from "./live.ts";
import { mutationToReceipt } from "./mutation.ts";
import { proofs } from "./proofs.ts";
import { reads } from "./reads.ts";
import { rebuild } from "./rebuild.ts";
import { scale } from "./scale.ts";
import { secondStart } from "./second-start.ts";
import { replays, sockets, storm } from "./sockets.ts";
import { taskById, taskByIdAnew } from "./task-by-id.ts";

const lines: readonly Line[] = [
  ledgerPage,
  ledgerPageAnew,
  taskById,
  taskByIdAnew,
  ledgerPageOnRedis,
  ledgerPageOnRedisAnew,
  asOf,
  consoleFirst,
  mutationToReceipt,
  ...appends,
  ...reads,
  live,
  fanOut,
  sockets,
  storm,
  rebuild,
  ...proofs,
  secondStart,
  ...replays,
  scale,
  consoleLarge,
];

/**
 * The lines whose names begin with one of these words; if there is no word, all but the long ones, or all. Throws if a word
 * matches none.
 */
export function linesNamed(words: readonly string[], withLong: boolean): readonly Line[] {
  for (const word of words) {
    if (lines.some(({ name }) => name.startsWith(word))) continue;
    throw new Error(`no line is called “${word}”; there are: ${lines.map(({ name }) => name).join(", ")}`);
  }
  if (words.length > 0) return lines.filter(({ name }) => words.some((word) => name.startsWith(word)));
  return lines.filter(({ isLong = false }) => withLong || !isLong);
}
