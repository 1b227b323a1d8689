// The words of a clause 「县财政局牵头，县审计局配合；完成时限：6月底前」: who, by when, and whom to call.
import type { Relation } from "@taizhang/domain";
import { findDates } from "../../cells/dates.ts";
import { namesIn } from "../../cells/names-in.ts";
import { isUnitName } from "../../cells/unit-name.ts";
import type { Stretch } from "./block-text.ts";
import { type Label, labelsIn } from "./labels.ts";

/** Words about units, under the label printed before them if there is one. */
export interface UnitWords {
  readonly relation: Relation;
  readonly word: string;
  /** In order; a deadline between them is left out. */
  readonly stretches: readonly Stretch[];
}

export interface DeadlineWords {
  readonly word: string;
  readonly stretch: Stretch;
}

/** What a clause says. Everything in it that is in none of these is a mark. */
export interface Clause {
  readonly units: readonly UnitWords[];
  readonly deadlines: readonly DeadlineWords[];
  /** The labels of contacts, which are left out with their values. */
  readonly contacts: readonly string[];
  /** How sure it is that these words are a clause: a label or a verb says so, or there are only names. */
  readonly evidence: "label" | "verb" | "names" | "none";
}

/** A clause of units and deadlines is short; longer words in brackets are text. */
export const LONGEST_CLAUSE = 800;

const NOTHING: Clause = { units: [], deadlines: [], contacts: [], evidence: "none" };
/** A rule for reading the clauses, which the reader of units knows: 「列第一位者为牵头单位，下同」. */
const RULE =
  /(?:列|排)[^、,;。]{0,6}第一[^;。]{0,20}(?:牵头|主办|负责)[^;。,]{0,10}|(?:以)?下(?:均)?同|按职责分工负责/g;
const VERB = /牵头|负责|承办|主办|协办|配合|参与|参加|落实|组织实施|督办|指导|分工/;

/** Reads the words between brackets or behind labels. */
export function readClause(folded: string, { from, to }: Stretch): Clause {
  if (to - from > LONGEST_CLAUSE || to <= from) return NOTHING;
  const labels = labelsIn(folded, from, to).filter(({ kind }) => kind !== "other");
  const said = labels.filter(({ kind }) => kind === "units" || kind === "deadline" || kind === "contact");
  const units: UnitWords[] = [];
  const deadlines: DeadlineWords[] = [];
  const contacts: string[] = [];
  const first = said[0];
  const open = first ? first.from : to;
  const unlabelled = readValue(folded, { from, to: open });
  deadlines.push(...unlabelled.deadlines);
  const words = unlabelled.names.map((part) => folded.slice(part.from, part.to)).join(",");
  const evidence = unlabelled.names.length > 0 ? evidenceOf(words) : "none";
  if (unlabelled.names.length > 0) {
    if (evidence === "none") return NOTHING;
    units.push({ relation: "responsible", word: "", stretches: unlabelled.names });
  }
  for (const [at, label] of said.entries()) {
    const value = readLabel(folded, label, said[at + 1]?.from ?? to);
    units.push(...value.units);
    deadlines.push(...value.deadlines);
    contacts.push(...value.contacts);
  }
  const labelled = said.some(({ kind }) => kind === "units" || kind === "deadline");
  if (units.length === 0 && deadlines.length === 0) return NOTHING;
  return { units, deadlines, contacts, evidence: labelled ? "label" : units.length === 0 ? "none" : evidence };
}

/**
 * Reads a sentence that is a clause without brackets: every part of it names units and ends with what they do, or is a day.
 * Words that say more, such as 「由县财政局牵头制定办法」, make it a sentence of the task.
 */
export function readSentence(folded: string, { from, to }: Stretch): Clause | undefined {
  const opening = /^\s{0,4}(?:(?:此|本|该|以上|各)项?(?:工作|任务))?[,]?(?:均|都)?(由?)/.exec(
    folded.slice(from, Math.min(to, from + 16)),
  );
  const start = from + (opening?.[0].length ?? 0);
  const parts = partsOf(folded, { from: start, to }).map((part) => folded.slice(part.from, part.to));
  const named = parts.filter((words) => !isDeadlineWords(words));
  const charge = named.every((words) => {
    const names = words.replace(CHARGE_AT_END, "");
    return names !== words && !names.includes("由") && namesIn(names) === "all";
  });
  if (named.length === 0 || !charge) return undefined;
  const clause = readClause(folded, { from: start, to });
  return clause.evidence === "verb" ? clause : undefined;
}

const CHARGE_AT_END =
  /(?:等(?:部门|单位)?)?(?:按照?(?:各自)?职责(?:分工)?)?(?:共同|分别|具体)?(?:牵头|负责|承办|主办|配合|协办|组织实施){1,2}(?:落实|实施|组织实施|办理)?$/;

/** Reads the value of one label, which ends before `end`. */
export function readLabel(folded: string, label: Label, end: number): Omit<Clause, "evidence"> {
  const whole = withoutSeparators(folded, { from: label.to, to: end });
  if (whole.from >= whole.to) return NOTHING;
  if (label.kind === "contact") return { units: [], deadlines: [], contacts: [label.word] };
  if (label.kind === "deadline") {
    return { units: [], deadlines: [{ word: label.word, stretch: whole }], contacts: [] };
  }
  const { names, deadlines } = readValue(folded, whole);
  // A label that names persons too is kept with its units; the reader of units says what it cannot read.
  const contacts = /人|领导/.test(label.word) ? [label.word] : [];
  const units = names.length > 0 ? [{ relation: label.relation, word: label.word, stretches: names }] : [];
  return { units, deadlines, contacts };
}

/** Tells the deadlines among the parts of a value from the names; parts that follow each other stay together. */
function readValue(folded: string, value: Stretch): { names: Stretch[]; deadlines: DeadlineWords[] } {
  const names: Stretch[] = [];
  const deadlines: DeadlineWords[] = [];
  let open = false;
  for (const part of partsOf(folded, value)) {
    const words = folded.slice(part.from, part.to);
    if (isDeadlineWords(words)) {
      deadlines.push({ word: "", stretch: part });
      open = false;
      continue;
    }
    const cut = deadlineAtEnd(words);
    const own = cut === undefined ? part : { from: part.from, to: part.from + cut };
    if (cut !== undefined) deadlines.push({ word: "", stretch: { from: part.from + cut, to: part.to } });
    const last = names.at(-1);
    if (open && last) names[names.length - 1] = { from: last.from, to: own.to };
    else names.push(own);
    open = cut === undefined;
  }
  return { names, deadlines };
}

/** The parts between commas, semicolons and full stops outside brackets, without blanks around them. */
function partsOf(folded: string, { from, to }: Stretch): Stretch[] {
  const parts: Stretch[] = [];
  let depth = 0;
  let start = from;
  for (let at = from; at <= to; at++) {
    const sign = folded[at] ?? "";
    if (at < to && "([〔【《".includes(sign)) depth++;
    if (at < to && ")]〕】》".includes(sign)) depth = Math.max(depth - 1, 0);
    if (at < to && (depth > 0 || !",;。".includes(sign))) continue;
    const part = withoutSeparators(folded, { from: start, to: at });
    if (part.from < part.to) parts.push(part);
    start = at + 1;
  }
  return parts;
}

function withoutSeparators(folded: string, { from, to }: Stretch): Stretch {
  let first = from;
  let last = to;
  while (first < last && /[\s,;。.*]/.test(folded[first] ?? "")) first++;
  while (last > first && /[\s,;。.*]/.test(folded[last - 1] ?? "")) last--;
  return { from: first, to: last };
}

const GOES_ON =
  /^(?:并|且|需|应|须)?(?:长期|持续|常态|全年|常年|年内|全程|立行立改|立改立行|边督边改|即知即改|即行即改|立即|即时|实时|按时序|按进度|按季度|每[年月季周日]|适时|尽快|贯穿)/;
const DAY =
  /(?:\d{1,4}|[一二三四五六七八九十]{1,3})\s?(?:年|月|日|号|个?工作日|季度)|[年季月]底|年内|[上下]半年|年[初中末]/;
/** Before a feast or a season: 「春节前」, 「汛期前完成」, 「春节前、国庆节前」. */
const BEFORE_SEASON = /^[^、\d]{2,8}前(?:[、和及][^、\d]{2,8}前){0,3}(?:全面|基本|全部)?(?:完成|到位|办结|建成)?$/;
/** What may stand beside the day in a deadline of its own. */
const BESIDE =
  /[\d\s一二三四五六七八九十年月日号第个工作日季度底末初中上下旬半前后之以内起至到从自在于并须需应全面基本部完成办结整改到位实现见效启动开始取得阶段性成果长期坚持持续推进实施开展全年常态化,、\-—–~:当今次]/g;

/** Whether a part says when, and names nobody. */
function isDeadlineWords(words: string): boolean {
  if (words.length > 40) return false;
  if (GOES_ON.test(words)) return !VERB_OF_UNITS.test(words) && words.length <= 20;
  if (BEFORE_SEASON.test(words) && !VERB_OF_UNITS.test(words)) return true;
  if (!DAY.test(words) && findDates(words, 2000).length === 0) return false;
  return words.replace(BESIDE, "").length <= 1;
}

const VERB_OF_UNITS = /牵头|负责|承办|主办|协办|配合|参与|参加/;

/** Where a date at the end of a part begins, behind a name: 「县财政局2031年6月底前完成」. */
function deadlineAtEnd(words: string): number | undefined {
  if (words.length > 60) return undefined;
  const day = findDates(words, 2000)[0];
  if (!day || day.from < 3 || !isDeadlineWords(words.slice(day.from))) return undefined;
  return isUnitName(words.slice(0, day.from).replace(/(?:牵头|负责|于)+$/, "")) ? day.from : undefined;
}

/** What shows that words without a label are about units. */
function evidenceOf(words: string): "verb" | "names" | "none" {
  const bare = words
    .replace(RULE, (rule) => (rule.startsWith("按") ? "负责" : ""))
    .replace(/[\s,;。]+$/, "")
    .replace(/^[\s,;。]+/, "");
  if (bare === "") return "none";
  const read = namesIn(bare);
  if (read !== "few") return VERB.test(bare) ? "verb" : "names";
  return endsInCharge(bare) ? "verb" : "none";
}

const IN_CHARGE =
  /^(?:由)?([^,;。:!?“”]{2,160}?)等?(?:共同|分别|具体|按照?.{0,6}职责.{0,6}|依.{0,2}职责.{0,6})?(?:牵头|负责|承办|主办|组织实施)/;
const NAME = /^[\u4e00-\u9fff()\d·]{2,24}$/;
const NO_NAME = /专人|专班人员|企业自身|原则|为主|自行|^(?:谁|政府)$|实行|由|要|应/;

/** Names of unknown form, but the words end by putting them in charge: 「各区属国企负责」. */
function endsInCharge(bare: string): boolean {
  if (!/(?:牵头|负责|承办|主办|落实|配合|参与|参加|协办|实施)$/.test(bare)) return false;
  const names = IN_CHARGE.exec(bare)?.[1]?.split(/[、/]|及|和/);
  return names?.every((name) => NAME.test(name.trim()) && !NO_NAME.test(name)) ?? false;
}
