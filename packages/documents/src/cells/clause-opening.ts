// Words before the first name of a unit clause: 由, 会同, 在…指导下, and labels whose colon is missing.
import { canonicalName } from "../readers/width.ts";
import type { Form } from "./clause-form.ts";
import { isNames, namesUnit } from "./clause-frame.ts";
import { readNames } from "./clause-names.ts";
import { opensName } from "./unit-name.ts";
import { NUMBERED_BEFORE } from "./unit-remark.ts";
import { BARE_LABEL } from "./unit-split.ts";
import { phraseAfterName } from "./unit-verb.ts";

/** Words before a name in prose: 「由县财政局牵头，会同县民政局落实」. */
export const BEFORE_NAME = /^(?:由|并由|请|会同|联合(?!会|社|国|体|党|工会|执法)|商(?![务贸业标品会场城行联学检]))/;
const GUIDED = /^在(.{2,40}?)的?指导下,?/;
const GUIDED_WITHIN = /^(.{2,60}?)在(.{2,40}?)的?指导下,?/;

/** A label whose colon is missing: 「牵头单位县水利局」. */
export const bareLabel: Form = (clause, range, words, read) => {
  const word = BARE_LABEL.exec(words)?.[0];
  const rest = word === undefined ? "" : words.slice(word.length);
  if (word === undefined || !namesUnit(rest) || !(opensName(rest) || clause.names.has(canonicalName(rest))))
    return false;
  const place = { from: range.from, to: range.from + word.length };
  clause.openLabel({ of: "units", word: word.trim(), ...place });
  clause.mark(place);
  read.words({ from: place.to, to: range.to });
  return true;
};

/** 「在市财政局的指导下，由县财政局牵头」. */
export const guided: Form = (clause, range, words, read) => {
  const found = GUIDED.exec(words);
  if (found?.[1] === undefined || !isNames(found[1])) return false;
  const first = clause.units.length;
  const name = { from: range.from + 1, to: range.from + 1 + found[1].length };
  const end = range.from + found[0].length;
  readNames(clause, name);
  clause.settle(first, "guiding");
  clause.mark({ from: range.from, to: name.from }, { from: name.to, to: end });
  clause.openSentence();
  read.words({ from: end, to: range.to });
  return true;
};

/** 「各乡镇在县财政局指导下落实」. */
export const guidedWithin: Form = (clause, range, words, read) => {
  const found = GUIDED_WITHIN.exec(words);
  if (found?.[1] === undefined || !isNames(found[1]) || !isNames(found[2] ?? "")) return false;
  const at = found[1].length;
  const guide = { from: range.from + at, to: range.from + found[0].length };
  readNames(clause, { from: range.from, to: guide.from });
  // The guide is named within the sentence of those who are guided.
  clause.keepingPlace(() => guided(clause, guide, words.slice(at, found[0].length), read));
  read.words({ from: guide.to, to: range.to });
  return true;
};

/** 「（1-3项）县财政局」, 「第1项由县财政局负责」, 「第1-3项：县财政局」: which part of the task is that of the names behind. */
export const numberedPart: Form = (clause, range, words, read) => {
  const before = NUMBERED_BEFORE.exec(words)?.[0] ?? "";
  const rest = words.slice(before.length).replace(/^由/, "");
  if (before === "" || !namesUnit(rest)) return false;
  const place = { from: range.from, to: range.from + before.length };
  const first = clause.units.length;
  read.words({ from: place.to, to: range.to });
  if (clause.units[first]?.from === place.to) clause.keepRemark(first, place);
  else clause.mark(place);
  clause.doubt("UNIT_REMARK", range);
  return true;
};

/** Words before a name that say of it, or of the names before it, that they help. */
const HELPING = /^(?:并|积极|主动|全力|共同)?(?:配合|协助|支持)(?!单位|部门)/;

/**
 * 「县财政局，配合县住建局」, 「县财政局（配合县住建局）」: the names before help those behind, who lead. Behind a lead such words are a label
 * without its colon.
 */
export const helping: Form = (clause, range, words, read) => {
  const verb = HELPING.exec(words)?.[0] ?? "";
  if (verb === "" || clause.units.length === 0 || !namesUnit(words.slice(verb.length))) return false;
  const led = clause.isLed();
  const first = clause.units.length;
  clause.mark({ from: range.from, to: range.from + verb.length });
  if (!led) clause.settleOpen(clause.sentenceFrom(), first, "assist");
  read.words({ from: range.from + verb.length, to: range.to });
  if (led) clause.settle(first, "assist");
  else clause.settleHelped(first);
  clause.joinNext(led ? "assist" : "helped");
  if (!led) clause.doubt("HELP_UNCLEAR", range);
  return true;
};

/** 「县住建局由县财政局配合」, 「县住建局由县财政局负责配合」. */
const HELPED_BY = /^(.{2,60}?)(由.{2,60})$/;

/** 「县住建局由县财政局配合」: who is helped stands first. */
export const helpedBy: Form = (clause, range, words, read) => {
  const [, helped = "", helper = ""] = HELPED_BY.exec(words) ?? [];
  const phrase = helper === "" ? undefined : phraseAfterName(helper.slice(1));
  if (phrase?.saying !== "assist" || !isNames(helped) || !isNames(helper.slice(1, 1 + phrase.at))) return false;
  const by = { from: range.from + helped.length, to: range.to };
  readNames(clause, { from: range.from, to: by.from });
  clause.settleOpen(clause.phraseFrom(), clause.units.length, "helped");
  clause.openSentence();
  read.words(by);
  return true;
};

/** 「由县财政局负责」, 「请县财政局牵头」, 「会同县审计局」. */
export const opened: Form = (clause, range, words, read) => {
  const before = BEFORE_NAME.exec(words)?.[0];
  if (before === undefined || !namesUnit(words.slice(before.length))) return false;
  const joins = before === "会同" || before === "联合" || before === "商";
  if (joins && !clause.joinsClauses()) return false;
  const end = range.from + before.length;
  clause.mark({ from: range.from, to: end });
  const first = clause.units.length;
  read.words({ from: end, to: range.to });
  if (!joins) return true;
  clause.settle(first, "assist");
  clause.joinNext("assist");
  return true;
};
