// `taizhang verify`: says whether an archive is what was logged, by checkpoints that the auditor holds 核验. Needs nothing else.
import { readFile } from "node:fs/promises";
import { fileTrouble } from "@taizhang/process";
import { NoteRefused, type Sentence } from "@taizhang/proofs";
import { NoArchive, verifyFile } from "@taizhang/proving";

/** Prints the verdict in both languages. Answers 0 where the archive is what was logged, 1 where not, 2 if that cannot be told. */
export async function verify(
  path: string,
  checkpoints: readonly string[],
  keys: readonly string[],
  witnesses: readonly string[],
): Promise<0 | 1 | 2> {
  try {
    const held = await Promise.all(checkpoints.map(async (name) => ({ name, text: await readFile(name, "utf8") })));
    const { isIntact, told } = await verifyFile(path, held, keys, witnesses);
    process.stdout.write(told.map(({ zh, en }) => `${zh}\n${en}\n`).join(""));
    return isIntact ? 0 : 1;
  } catch (error) {
    // Whatever failed, nothing was shown: never the answer that something differs.
    const { zh, en } = reasonOf(error);
    process.stderr.write(`无法核验：${zh}\nit could not be verified: ${en}\n`);
    return 2;
  }
}

/** Why it could not be verified. What nobody has foreseen is a fault of the program, and quoted as it was thrown. */
function reasonOf(error: unknown): Sentence {
  if (error instanceof NoteRefused || error instanceof NoArchive) return error.sentence;
  const thrown = error instanceof Error ? error.message : String(error);
  return fileTrouble(error) ?? { zh: `程序出错（原文：“${thrown}”）`, en: `the program failed (it said “${thrown}”)` };
}
