// A verdict in words, for whoever has asked.
import type { Place, Span } from "./bracket.ts";
import type { Contradiction } from "./evidence.ts";
import type { Look } from "./recorded.ts";
import type { Sentence } from "./sentence.ts";
import type { Broken, Differs, Intact, Verdict } from "./verdict.ts";

const looks: Readonly<Record<Look, Sentence>> = {
  missing: { zh: "档案到此为止，其后的事件缺失", en: "the archive ends there, and what came behind is missing" },
  removed: { zh: "此处原有的事件被删去", en: "the event that stood there was removed" },
  inserted: { zh: "此处的事件系后来加入", en: "the event there was put in later" },
  swapped: { zh: "此处与下一件事件互换了位置", en: "the event there and the next changed places" },
  edited: { zh: "此处的事件被改动", en: "the event there was altered" },
  rewritten: { zh: "自此处起不止一件事件被改动", en: "from there on more than one event is another" },
};

/** Says what a verdict means, one sentence a line: the verdict first, then what more is known. */
export function tellVerdict(verdict: Verdict): readonly Sentence[] {
  switch (verdict.kind) {
    case "intact":
      return toldIntact(verdict);
    case "gap":
      return [toldGap(verdict)];
    case "differs":
      return toldDiffers(verdict);
    default:
      return [toldContradiction(verdict)];
  }
}

function toldIntact({ events, heldTo, signedTo }: Intact): Sentence[] {
  const bare = events - signedTo;
  return [
    {
      zh: `与检查点一致：共${events}件事件，所持检查点证明前${heldTo}件，随附检查点证明前${signedTo}件`,
      en: `what was logged: of ${events} events the held checkpoints prove the first ${heldTo}, those that came with the archive the first ${signedTo}`,
    },
    ...(bare > 0 ? [{ zh: `最后${bare}件没有检查点可以证明`, en: `no checkpoint proves the last ${bare}` }] : []),
  ];
}

function toldGap({ gap: { place, expected } }: Broken): Sentence {
  const { zh, en } = toldPlace(place);
  return {
    zh: `${zh}：其流此处应为第${expected}号修订，有事件缺失或重复`,
    en: `${en}: revision ${expected} comes next in its stream; an event is missing or stands twice`,
  };
}

function toldDiffers({ head, from, to, look, narrowed, gap, signedBoth }: Differs): Sentence[] {
  const span = toldSpan({ from, to });
  return [
    {
      zh: `与记载不符，首个不同之处：${span.zh}（不符合${head.size}件事件的检查点）`,
      en: `not what was logged; the first difference is ${span.en} (the checkpoint of ${head.size} events does not fit)`,
    },
    ...(look ? [looks[look]] : []),
    ...(narrowed
      ? [told(toldSpan(narrowed), "若日志密钥未被他人使用，则在：", "if nobody else had the log's key, it is ")]
      : []),
    ...(gap ? [toldGap({ kind: "gap", gap })] : []),
    ...(signedBoth
      ? [
          {
            zh: `日志签署了两种历史：${signedBoth.fits.size}件的检查点与档案相符，${signedBoth.not.size}件的不符`,
            en: `the log has signed two histories: its checkpoint of ${signedBoth.fits.size} events fits the archive, that of ${signedBoth.not.size} does not`,
          },
        ]
      : []),
  ];
}

function toldContradiction({ kind, one, other }: Contradiction): Sentence {
  switch (kind) {
    case "twoRoots":
      return {
        zh: `两个检查点互相矛盾：同为${one.size}件事件，根却不同`,
        en: `two checkpoints contradict each other: both are of ${one.size} events, and their roots differ`,
      };
    case "notGrown":
      return {
        zh: `${other.size}件的检查点不是由${one.size}件的检查点增长而来：一致性证明不成立`,
        en: `the log of ${other.size} events has not grown from that of ${one.size}: the proof of it is none`,
      };
    case "twoHistories":
      return {
        zh: `档案与所持${other.size}件的检查点相符，但随附${one.size}件的检查点与之矛盾：日志签署了两种历史`,
        en: `the archive fits the held checkpoint of ${other.size} events, and that of ${one.size} that came with it does not: the log has signed two histories`,
      };
  }
}

const told = ({ zh, en }: Sentence, zhBefore: string, enBefore: string): Sentence => ({
  zh: `${zhBefore}${zh}`,
  en: `${enBefore}${en}`,
});

function toldSpan({ from, to }: Span): Sentence {
  const [first, last] = [toldPlace(from), toldPlace(to)];
  if (from.index === to.index) return told(first, "", "at ");
  return { zh: `${first.zh}至${last.zh}之间`, en: `between ${first.en} and ${last.en}` };
}

/** Events are counted from 1 for people. */
function toldPlace({ index, event }: Place): Sentence {
  if (event === null)
    return { zh: `第${index + 1}件（档案中没有）`, en: `event ${index + 1} (which the archive lacks)` };
  const { stream, revision, id } = event;
  return {
    zh: `第${index + 1}件（${stream}第${revision}号修订，${id}）`,
    en: `event ${index + 1} (${stream}, revision ${revision}, ${id})`,
  };
}
