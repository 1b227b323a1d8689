// The auditor's walk: an archive and older checkpoints, without a server, a ledger or a network.
import {
  checkpointsIn,
  NoteRefused,
  openCheckpoint,
  parseOrigin,
  parseVerifierKey,
  readCheckpoint,
  renamed,
  type Sentence,
  type TreeHead,
  tellVerdict,
  type VerifierKey,
  verifyArchive,
} from "@taizhang/proofs";
import { archiveFile, type Rest } from "./archive-file.ts";
import { NoArchive } from "./lines.ts";
import { type Witnesses, witnessesNamed } from "./witnesses.ts";

/** A sentence in both languages. */
export type Told = Sentence;

export interface Held {
  /** The file it is from. */
  readonly name: string;
  /** One checkpoint or many, as the log has signed them. */
  readonly text: string;
}

/** What came out: whether the archive is what was logged, and what to tell. */
export interface Outcome {
  readonly isIntact: boolean;
  readonly told: readonly Told[];
}

/**
 * Verifies an archive against checkpoints that an auditor holds. `keys` are those that the auditor was given; without any, the
 * archive's own word is taken, and said. `witnessKeys` are those of witnesses whose lines are verified, and of whom is told what
 * they have seen. Throws `NoArchive` and `NoteRefused` where it cannot be verified.
 */
export async function verifyFile(
  path: string,
  held: readonly Held[],
  keys: readonly string[],
  witnessKeys: readonly string[] = [],
): Promise<Outcome> {
  const archive = await archiveFile(path);
  const { origin, regionId } = archive.head;
  const ownKey = parseVerifierKey(archive.head.key);
  if (ownKey.name !== origin || parseOrigin(origin).regionId !== regionId)
    throw new NoArchive(
      `第1行：密钥和行政区划不是${origin}的`,
      `line 1: the key and the region are not those of ${origin}`,
    );
  const trusted = keys.length > 0 ? keys.map(parseVerifierKey) : [ownKey];
  const witnesses = witnessesNamed(witnessKeys, origin);
  const heldHeads = held.flatMap((each) => headsHeld(each, origin, trusted, witnesses));
  const cutOff = held.filter(({ text }) => checkpointsIn(unixLines(text)).torn.trim() !== "");
  const signed = await archive.checkpoints((source, number) => {
    const where = { zh: `档案第${number}行`, en: `line ${number} of the archive` };
    const head = opened(source, trusted, where);
    if (head.origin !== origin)
      throw new NoArchive(
        `第${number}行：检查点属于另一日志${head.origin}`,
        `line ${number}: a checkpoint of another log, ${head.origin}`,
      );
    witnesses.look(source, where);
    return head;
  });
  const verdict = await verifyArchive(archive.events(), {
    digest: archive.digest,
    held: heldHeads,
    signed,
    recorded: archive.leaves(),
  });
  const others = [...new Set(heldHeads.map((head) => head.origin))].filter((other) => other !== origin);
  const about = aboutRest(archive.rest, verdict.kind === "twoRoots");
  return {
    isIntact: verdict.kind === "intact" && about.length === 0,
    told: [
      ...tellVerdict(verdict),
      ...about,
      ...witnesses.tell(),
      ...others.map((other) => anotherLog(other, origin)),
      ...cutOff.map(endsWithin),
      ...(keys.length > 0 ? [] : [ownWord(ownKey)]),
    ],
  };
}

interface NamedHead extends TreeHead {
  readonly origin: string;
}

function headsHeld(
  { name, text }: Held,
  origin: string,
  trusted: readonly VerifierKey[],
  witnesses: Witnesses,
): NamedHead[] {
  const { sources, torn } = checkpointsIn(unixLines(text));
  if (sources.length === 0) throw new NoteRefused(`${name}中没有检查点`, `${name} holds no checkpoint`);
  // A cut leaves the beginning of a checkpoint. Where a whole one stands behind what is none, it would be passed over in silence.
  if (/\n— [^\n]+\n/.test(torn))
    throw new NoteRefused(
      `${name}在第${sources.length}个检查点之后损坏`,
      `${name} is damaged behind ${sources.length} of its checkpoints`,
    );
  const { regionId, digest } = parseOrigin(origin);
  return sources.map((source) => {
    const head = opened(source, trusted, { zh: name, en: name });
    const of = parseOrigin(head.origin);
    if (of.regionId !== regionId)
      throw new NoteRefused(
        `${name}属于行政区划${of.regionId}，档案却属于${regionId}`,
        `${name} is of region ${of.regionId}, and the archive of ${regionId}`,
      );
    if (of.digest !== digest)
      throw new NoteRefused(
        `${name}以${of.digest}保存，档案却以${digest}保存`,
        `${name} is kept with ${of.digest}, and the archive with ${digest}`,
      );
    witnesses.look(source, { zh: name, en: name });
    return head;
  });
}

/** A checkpoint by one of the keys: a ledger signs all its logs with one, which goes by the name of each. */
function opened(source: string, trusted: readonly VerifierKey[], where: Told): NamedHead {
  const { origin } = readCheckpoint(source);
  let reason: Told = { zh: "没有密钥", en: "no key" };
  for (const key of trusted) {
    try {
      return openCheckpoint(source, renamed(key, origin)).checkpoint;
    } catch (error) {
      if (!(error instanceof NoteRefused)) throw error;
      reason = error.sentence;
    }
  }
  throw new NoteRefused(
    `${where.zh}：检查点不是由所信任的密钥签署的：${reason.zh}`,
    `${where.en}: the checkpoint is not signed by the key that is trusted: ${reason.en}`,
  );
}

function aboutRest({ missing, altered, unnamed, isWhole }: Rest, isUnread: boolean): Told[] {
  if (isUnread) return [];
  return [
    ...altered.map((sha256) => ({
      zh: `来文原件${sha256}的内容已不是当初收到的`,
      en: `the notice ${sha256} is not what was received`,
    })),
    ...missing.map((sha256) => ({
      zh: `档案中没有日志所载的来文原件${sha256}`,
      en: `the notice ${sha256}, which the log names, is not in the archive`,
    })),
    ...unnamed.map((sha256) => ({
      zh: `档案中的来文原件${sha256}，日志没有记载`,
      en: `the log names no notice ${sha256}, which is in the archive`,
    })),
    ...(isWhole
      ? []
      : [{ zh: "档案不完整：末行所载的件数不符", en: "the archive is not whole: its last line counts otherwise" }]),
  ];
}

/** The text with lines that end as a note's do: editors and mail write them in their own way, which no signature covers. */
const unixLines = (text: string): string => text.replace(/^\ufeff/, "").replaceAll("\r\n", "\n");

const endsWithin = ({ name }: Held): Told => ({
  zh: `${name}的末尾不是完整的检查点，这一部分未计入`,
  en: `${name} ends within a checkpoint, which was left out`,
});

const anotherLog = (other: string, origin: string): Told => ({
  zh: `所持检查点属于另一日志${other}，档案属于${origin}：日志曾恢复备份或另起，已照样核对`,
  en: `a held checkpoint is of another log, ${other}, and the archive of ${origin}: the log was restored or begun anew; it was held against it all the same`,
});

const ownWord = ({ text }: VerifierKey): Told => ({
  zh: `未给出验证公钥，采用档案自带的：${text}`,
  en: `no key was given; the archive's own was taken: ${text}`,
});
