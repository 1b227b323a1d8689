// The list of denied tokens 停用令牌: a file of the operator, read again while the process runs.
import { readFile } from "node:fs/promises";
import { inBoth, type Logger, type Said } from "@taizhang/process";

/** What is known of a token that names it. */
export interface Named {
  /** The id of the token. */
  readonly jti: string;
  /** Its subject. */
  readonly sub: string;
}

/** The tokens that are accepted no longer, although they have not expired. */
export interface DenyList {
  denies(token: Named): boolean;
  /** Calls back after every change of the list, until the function it returns is called. */
  onChange(heard: () => void): () => void;
  close(): void;
}

/** Where nobody denies anything. */
export const nobodyDenied: DenyList = { denies: () => false, onChange: () => () => undefined, close: () => undefined };

const ofSubject = "sub:";

/** The entries of a list: in each line the id of a token, or `sub:` and a subject; what follows ` #` is a comment. */
function entriesIn(text: string): { readonly entries: ReadonlySet<string>; readonly faults: readonly Said[] } {
  const lines = text.split(/\r?\n/).map((line, at) => ({ no: at + 1, said: line.replace(/(^|\s)#.*$/, "").trim() }));
  const faults = lines
    .filter(({ said }) => /\s/.test(said) || said === ofSubject)
    .map(({ no }) => ({
      zh: `第${no}行应为令牌编号，或 ${ofSubject} 加不含空格的主体`,
      en: `line ${no}: expected the id of a token, or ${ofSubject} and a subject without blanks`,
    }));
  return { entries: new Set(lines.map(({ said }) => said).filter(Boolean)), faults };
}

/**
 * Reads a list, and reads it again every `everyMs` milliseconds. Rejects where it cannot be read or a line makes no sense.
 * Later neither ends anything: the last list stays where the file cannot be read, what makes sense of it counts where a
 * line does not, and both are logged as errors.
 */
export async function denyListIn(file: string, logger: Logger, everyMs = 1000): Promise<DenyList> {
  const first = await readFile(file, "utf8").catch((error: Error) => {
    const zh = `停用令牌的名单读不出来（${error.message}）：请建立这个文件，可以是空的`;
    const en = `the list of denied tokens cannot be read (${error.message}): make the file, which may be empty`;
    throw new Error(inBoth({ zh, en }));
  });
  const read = entriesIn(first);
  if (read.faults.length > 0) {
    const [zh, en] = [read.faults.map((each) => each.zh).join("；"), read.faults.map((each) => each.en).join("; ")];
    throw new Error(inBoth({ zh: `停用令牌的名单 ${file}，${zh}`, en: `the list of denied tokens ${file}, ${en}` }));
  }

  const listeners = new Set<() => void>();
  let { entries } = read;
  let known: string | null = first;
  let timer: NodeJS.Timeout | null = null;

  function take(text: string): void {
    const changed = entriesIn(text);
    ({ entries } = changed);
    if (changed.faults.length > 0)
      logger.error(
        { file, faults: changed.faults.map(({ en }) => en) },
        "lines of the list of denied tokens make no sense",
      );
    logger.info({ file, entries: entries.size }, "the list of denied tokens has changed");
    for (const heard of listeners) heard();
  }

  async function look(): Promise<void> {
    try {
      const text = await readFile(file, "utf8");
      if (text !== known) take(text);
      known = text;
    } catch (error) {
      if (known !== null)
        logger.error({ file, err: error }, "the list of denied tokens cannot be read: the last one stays");
      known = null;
    }
    if (timer) timer = later();
  }

  const later = () => setTimeout(look, everyMs).unref();
  timer = later();

  return {
    denies: ({ jti, sub }) => entries.has(jti) || entries.has(`${ofSubject}${sub}`),
    onChange(heard) {
      listeners.add(heard);
      return () => void listeners.delete(heard);
    },
    close() {
      if (timer) clearTimeout(timer);
      timer = null;
    },
  };
}
