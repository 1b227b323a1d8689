// The name of a log: whose it is, which log, which region, and by which hash function.
import type { DigestName } from "./digest.ts";
import { isKeyName } from "./key.ts";
import { NoteRefused } from "./note-refused.ts";

/**
 * What a log's checkpoints are issued for. No two logs may ever go by the same origin: a log that was restored from a
 * backup may lack what its old checkpoints say, so it is another log and gets another `logId`.
 */
export interface Origin {
  /** Whose ledger it is, as a URL without its scheme, such as `ledger.example.gov.cn`. */
  readonly ledger: string;
  /** The id of this log, made when its first tree was begun: a UUID. */
  readonly logId: string;
  /** The region, whose log is a tree of its own. */
  readonly regionId: string;
  readonly digest: DigestName;
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const region = /^[0-9]{6}$/;

/** An origin as the first line of a checkpoint, and as the name of the key that signs it: `ledger/log/region`. */
export function originText({ ledger, logId, regionId, digest }: Origin): string {
  if (!isKeyName(ledger))
    throw new NoteRefused(
      `台账的名称不能含空白和加号：“${ledger}”`,
      `the name of a ledger holds neither blanks nor plus signs: “${ledger}”`,
    );
  if (!uuid.test(logId))
    throw new NoteRefused(
      `日志的编号应为小写的 UUID：“${logId}”`,
      `the id of a log is a UUID in small letters: “${logId}”`,
    );
  if (!region.test(regionId))
    throw new NoteRefused(`行政区划应为六位数字：“${regionId}”`, `a region is known by six digits: “${regionId}”`);
  // Witnesses take SHA-256 for granted. A tree over SM3 says in its name that it is none.
  return [ledger, logId, regionId, ...(digest === "sha256" ? [] : [digest])].join("/");
}

/** The hash function that the name of a log says; that of witnesses where it says none. */
export const digestSaidBy = (origin: string): DigestName => (origin.split("/").at(-1) === "sm3" ? "sm3" : "sha256");

/** Reads an origin of ours. Throws `NoteRefused` for any other. */
export function parseOrigin(text: string): Origin {
  const parts = text.split("/");
  const digest = digestSaidBy(text);
  const [logId = "", regionId = ""] = (digest === "sm3" ? parts.slice(0, -1) : parts).slice(-2);
  const ledger = parts.slice(0, digest === "sm3" ? -3 : -2).join("/");
  const origin: Origin = { ledger, logId, regionId, digest };
  if (originText(origin) !== text)
    throw new NoteRefused(`这不是台账日志的名称：“${text}”`, `this is no origin of a ledger's log: “${text}”`);
  return origin;
}
