// Names written together without anything between them: 「县公安局县财政局」.

import { isBranch, isGroup, isUnitName, levelOf } from "./unit-name.ts";
import type { Names } from "./unit-split.ts";

/** How a name ends that is surely complete. */
const COMPLETE =
  /(?:局|委|委员会|厅|署|总队|支队|大队|中心|公司|集团|银行|馆|院|联合会|妇联|残联|工商联|总工会|学校|中学|小学|大学|街道|镇|乡|海关|部|办公室|办|社)$/;
/** A part of the unit before it: 「县公安局交警大队」, 「县委县政府督查室」. */
const PART =
  /(?:分局|分中心|分公司|支行|大队|中队|支队|派出所|所|站|科|股|室|处|组|办|部|队|岗|窗口|委员会|管委会|党组|党委|党支部|工会)$/;
/** Bureaus within a bureau. */
const OFFICE_OF = /^(?:稽查|执法|交通管理|交警|森林公安|巡警|特警|机场公安|铁路公安|直属|派驻).{0,4}局$/;
const PARTY_AND_GOVERNMENT = /^.{0,6}(?:委|党委|政府|人民政府|纪委)$/;
/** Places that begin like a level: 县城, 市区, 市北. */
const PLACE = /^(?:县城|县域|市区|市域|市中|市南|市北|市东|市西|区域|省会|州府)/;
/** The longest name of an office that is named without its unit: 「刑侦大队」. */
const LONGEST_PART = 5;
/** The longest name. */
const LONGEST = 40;

/**
 * The places at which words fall into several names. A name of the region's roster stays whole; names that are known
 * from elsewhere are told apart, and so are full names that begin with the same level of government.
 */
export function cutsIn(words: string, known: Names, roster: Names): number[] {
  if (roster.has(words) || words.length > LONGEST * 5) return [];
  const byKnown = knownPieces(words, known);
  return byKnown.length > 0 ? byKnown : sameLevelPieces(words);
}

/** Places where one known name ends and another begins, if known names make up all of the words. */
function knownPieces(words: string, known: Names): number[] {
  const dead = new Set<number>();
  const within = (from: number): number[] | undefined => {
    if (from === words.length) return [];
    if (dead.has(from)) return undefined;
    for (let to = Math.min(words.length, from + LONGEST); to >= from + 2; to--) {
      if (from === 0 && to === words.length) continue;
      const piece = words.slice(from, to);
      if (!known.has(piece) || (from > 0 && (mayBePart(piece) || isOfGovernment(words.slice(0, from), piece))))
        continue;
      const rest = within(to);
      if (rest) return to === words.length ? [] : [to, ...rest];
    }
    dead.add(from);
    return undefined;
  };
  return within(0) ?? [];

  /** 「县政府各部门」 is one group, though a table may also print 「各部门」. */
  function isOfGovernment(before: string, piece: string): boolean {
    return isGroup(piece) && levelOf(piece) === undefined && before.endsWith("政府");
  }

  /** 「县教育局办公室」 is one office, though both halves are known. */
  function mayBePart(piece: string): boolean {
    return (
      piece.length <= LONGEST_PART && PART.test(piece) && levelOf(piece) === undefined && levelOf(words) !== undefined
    );
  }
}

function sameLevelPieces(words: string): number[] {
  const level = levelOf(words);
  if (!level) return [];
  const cuts: number[] = [];
  let from = 0;
  for (let at = words.indexOf(level, 2); at > 0; at = words.indexOf(level, at + 1)) {
    if (startsAnother(words.slice(from, at), words.slice(at))) {
      cuts.push(at);
      from = at;
    }
  }
  return cuts;
}

function startsAnother(left: string, right: string): boolean {
  if (left.length < 3 && !PARTY_AND_GOVERNMENT.test(left)) return false;
  if (!isUnitName(left) || isGroup(left) || !COMPLETE.test(left)) return false;
  if (!isUnitName(right) || levelOf(right) === undefined || PLACE.test(right) || isBranch(right)) return false;
  // 「县委县政府督查室」 is one office of two bodies, and 「市公安局市北分局」 is a branch.
  if (PARTY_AND_GOVERNMENT.test(left))
    return /^.(?:人民)?政府$/.test(right) || /^.(?!政府|人民政府).{2,11}[局厅]$/.test(right);
  return !/(?:派出所|中队|分局|分中心|所|站)$/.test(right);
}

/** Whether a name looks like two that were written together, though nothing tells where: 「财政局审计局」. */
export function looksGlued(name: string): boolean {
  // National bodies name their branches after themselves: 「国家税务总局某县税务局」.
  if (isGroup(name) || /^(?:国家|中国|中央|国网)/.test(name)) return false;
  for (const { index } of name.matchAll(/[局厅署](?=.{2})|委员会(?=.{2})|公司(?=.{2})/g)) {
    const end = index + (name.startsWith("委员会", index) ? 3 : name.startsWith("公司", index) ? 2 : 1);
    const right = name.slice(end);
    if (
      isUnitName(name.slice(0, end)) &&
      isUnitName(right) &&
      COMPLETE.test(right) &&
      !PART.test(right) &&
      !OFFICE_OF.test(right)
    )
      return true;
  }
  return false;
}
