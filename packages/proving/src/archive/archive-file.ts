// An archive in a file, read as its verifier needs it: what was signed, then events and recorded hashes side by side.
import { type ArchivedEvent, type Digest, digestOf, parseOrigin, type TreeHead } from "@taizhang/proofs";
import { kindOf, type Line, NoArchive, parsed } from "./lines.ts";
import { linesOfFile, type NumberedLine } from "./lines-of-file.ts";
import { type NamedSource, sourcesNamedBy } from "./named-sources.ts";
import { sha256Of } from "./write-archive.ts";

/** What else an archive says besides its events, once they were read. */
export interface Rest {
  /** The notices that events name and the archive does not have. */
  readonly missing: readonly string[];
  /** The notices whose bytes are not those of their name. */
  readonly altered: readonly string[];
  /** The notices that no event names: nothing says that they were ever received. */
  readonly unnamed: readonly string[];
  /** Null where the last line does not say how much there is, or says something else. */
  readonly isWhole: boolean;
}

export interface ArchiveFile {
  readonly head: Line<"head">;
  readonly digest: Digest;
  /** The checkpoints in it, each as `open` gives it. */
  checkpoints(open: (source: string, number: number) => TreeHead): Promise<readonly TreeHead[]>;
  /** Its events, and `rest` once all were taken. */
  events(): AsyncGenerator<ArchivedEvent, void>;
  /** The hashes that the tree kept of its events. */
  leaves(): AsyncGenerator<Uint8Array, void>;
  readonly rest: Rest;
}

/** Opens an archive. Throws `NoArchive`. */
export async function archiveFile(path: string): Promise<ArchiveFile> {
  const head = await headOf(path);
  let rest: Rest = { missing: [], altered: [], unnamed: [], isWhole: false };

  async function* behindHead(): AsyncGenerator<NumberedLine & { readonly kind: ReturnType<typeof kindOf> }, void> {
    for await (const { number, text } of linesOfFile(path)) {
      const kind = kindOf(text);
      if (kind === null || (kind === "head") !== (number === 1))
        throw new NoArchive(`第${number}行不是档案的内容`, `line ${number} is no line of an archive`);
      if (number > 1) yield { number, text, kind };
    }
  }

  return {
    head,
    digest: digestOf(parseOrigin(head.origin).digest),
    async checkpoints(open) {
      const heads: TreeHead[] = [];
      for await (const { number, text, kind } of behindHead()) {
        if (kind !== "checkpoint") break;
        heads.push(open(parsed("checkpoint", text, number), number));
      }
      return heads;
    },
    async *events() {
      const named = new Map<string, NamedSource>();
      const found = new Set<string>();
      const altered: string[] = [];
      let events = 0;
      let counted: Line<"end"> | null = null;
      for await (const { number, text, kind } of behindHead()) {
        if (counted !== null)
          throw new NoArchive(`第${number}行在档案的末行之后`, `line ${number} stands behind the end of the archive`);
        if (kind === "checkpoint" && events > 0)
          throw new NoArchive(`第${number}行：检查点出现在事件之后`, `line ${number}: a checkpoint behind events`);
        if (kind === "end") counted = parsed("end", text, number);
        if (kind === "source") {
          const { sha256, bytes } = parsed("source", text, number);
          found.add(sha256);
          if (sha256Of(bytes) !== sha256) altered.push(sha256);
        }
        if (kind !== "event") continue;
        const event = parsed("event", text, number);
        events += 1;
        for (const source of sourcesNamedBy(event))
          if (source.isFile || !named.has(source.sha256)) named.set(source.sha256, source);
        yield event;
      }
      rest = {
        missing: [...named.values()].flatMap(({ sha256, isFile }) => (isFile && !found.has(sha256) ? [sha256] : [])),
        altered,
        unnamed: [...found].filter((sha256) => !named.has(sha256)),
        isWhole: counted?.events === events && counted.sources === found.size,
      };
    },
    async *leaves() {
      for await (const { number, text, kind } of behindHead()) if (kind === "leaf") yield parsed("leaf", text, number);
    },
    get rest() {
      return rest;
    },
  };
}

async function headOf(path: string): Promise<Line<"head">> {
  for await (const { number, text } of linesOfFile(path)) return parsed("head", text, number);
  throw new NoArchive("文件是空的", "the file is empty");
}
