// What the witnesses that an auditor names have signed: up to where each has seen the log, and when.
import {
  cosignaturesUnder,
  NoteRefused,
  parseVerifierKey,
  readCheckpoint,
  type Sentence,
  type VerifierKey,
} from "@taizhang/proofs";

interface Seen {
  readonly size: number;
  /** In seconds since 1970. */
  readonly at: number;
}

export interface Witnesses {
  /** Takes what stands under a checkpoint that the log has signed. Throws `NoteRefused` where a line of a named witness is wrong. */
  look(source: string, where: Sentence): void;
  /** Says of each witness what it has seen, or that it has signed nothing. */
  tell(): readonly Sentence[];
}

/** The witnesses of these keys, `name+id+key`. What they have signed counts for the log of one origin. */
export function witnessesNamed(texts: readonly string[], origin: string): Witnesses {
  const keys = [...new Set(texts)].map(witnessKey);
  const seen = new Map<string, Seen>();
  return {
    look(source, where) {
      const signed = signedUnder(source, keys, where);
      const head = readCheckpoint(source);
      if (head.origin !== origin) return;
      for (const { key, at } of signed) {
        const last = seen.get(key.text);
        const now = { size: head.size, at: at ?? 0 };
        if (!last || now.size > last.size || (now.size === last.size && now.at > last.at)) seen.set(key.text, now);
      }
    },
    tell: () => keys.map(({ name, text }) => told(name, seen.get(text))),
  };
}

function witnessKey(text: string): VerifierKey {
  const key = parseVerifierKey(text);
  if (key.type === "cosignature") return key;
  throw new NoteRefused(
    `密钥${key.name}用于签署文本，见证应有类型4的密钥`,
    `the key ${key.name} signs notes; a witness has one of type 4`,
  );
}

function signedUnder(source: string, keys: readonly VerifierKey[], where: Sentence) {
  try {
    return cosignaturesUnder(source, keys);
  } catch (error) {
    if (!(error instanceof NoteRefused)) throw error;
    const { zh, en } = error.sentence;
    throw new NoteRefused(`${where.zh}：${zh}`, `${where.en}: ${en}`);
  }
}

function told(name: string, seen: Seen | undefined): Sentence {
  if (!seen)
    return {
      zh: `见证${name}没有签署这一日志的任何检查点，所持的和随附的都没有`,
      en: `the witness ${name} has signed no checkpoint of this log, neither of those held nor of those that came with the archive`,
    };
  const at = timeText(seen.at);
  return {
    zh: `见证${name}签署了前${seen.size}件事件的检查点，见证时间为${at}`,
    en: `the witness ${name} has signed the checkpoint of the first ${seen.size} events, at ${at}`,
  };
}

/** A time that no calendar reaches is told in seconds since 1970. */
function timeText(at: number): string {
  const time = new Date(at * 1000);
  return Number.isNaN(time.getTime()) ? String(at) : time.toISOString().replace(".000Z", "Z");
}
