// `taizhang verify`: says whether an archive is what was logged, by checkpoints that the auditor holds 核验. Needs nothing else.
import { readFile } from "node:fs/promises";
import { fileTrouble } from "@taizhang/process";
import { verifyFile } from "@taizhang/proving";

/** Prints the verdict in both languages. Answers 0 where the archive is what was logged, 1 where not, 2 if that cannot be told. */
export async function verify(
  path: string,
  checkpoints: readonly string[],
  keys: readonly string[],
): Promise<0 | 1 | 2> {
  try {
    const held = await Promise.all(checkpoints.map(async (name) => ({ name, text: await readFile(name, "utf8") })));
    const { isIntact, told } = await verifyFile(path, held, keys);
    process.stdout.write(told.map(({ zh, en }) => `${zh}\n${en}\n`).join(""));
    return isIntact ? 0 : 1;
  } catch (error) {
    // Whatever failed, nothing was shown: never the answer that something differs.
    const reason = fileTrouble(error) ?? (error instanceof Error ? error.message : String(error));
    process.stderr.write(`无法核验：${reason}\nit could not be verified: ${reason}\n`);
    return 2;
  }
}
