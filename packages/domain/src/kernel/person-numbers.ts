// The numbers of persons 电话、身份证号、银行卡号: how each is made up, and how people write it. Works on plain digits.

/** What a number seems to be. */
export type NumberKind = "mobile" | "landline" | "identity" | "bankCard";

/**
 * How a text is read. In `prose` digits may be parted in many ways. A `code` (an address, the id of a command) has long
 * numbers of its own, so that only a whole number in a usual form counts.
 */
export type Reading = "prose" | "code";

/** Digits with what parts them: one try to read a number. */
interface Digits {
  /** The length of each piece. */
  readonly sizes: readonly number[];
  /** What stands between the pieces. */
  readonly gaps: readonly string[];
  readonly text: string;
  readonly before: string;
  readonly after: string;
  /** More digits follow at once. */
  readonly goesOn: boolean;
}

interface Kind {
  readonly lengths: readonly number[];
  /** How people group the digits, as the lengths of the pieces. Such groups count whatever parts them. */
  readonly usual: RegExp;
  /** In how many pieces of any length prose may break it. */
  readonly pieces: number;
  /** Whether a longer number may hide it. One long number in ten would begin with a card. */
  readonly hides: boolean;
  /** What may be dialled before it. */
  readonly prefix?: RegExp;
  is(digits: Pick<Digits, "text">): boolean;
}

// A mainland mobile number: eleven digits that begin 13-19 (工业和信息化部, 电信网编号计划).
const mobile: Kind = {
  lengths: [11],
  usual: /^(?:11|3-4-4|3-8|7-4)$/,
  pieces: 4,
  hides: true,
  prefix: /^(?:(?:00)?86|0)(?=1[3-9])/,
  is: ({ text }) => /^1[3-9]/.test(text),
};

const provinces = "(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3])";
const born = "(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\\d|3[01])";
const born18 = new RegExp(`^${provinces}\\d{4}(?:18|19|20)\\d{2}${born}\\d{3}[\\dX]$`);
const born15 = new RegExp(`^${provinces}\\d{4}\\d{2}${born}\\d{3}$`);

// An identity number of GB 11643: six of a division, eight of a birthday, three of order, one check character. Before
// 1999 the year had two digits and there was no check character. The check is not computed: a slip of the pen in a
// person's number is still that person's.
const identity: Kind = {
  lengths: [18, 15],
  usual: /^(?:18|15|6-8-4|6-4-4-4|6-12|14-4|6-6-3|6-9)$/,
  pieces: 6,
  hides: true,
  is: ({ text }) => born18.test(text) || born15.test(text),
};

// A bank card of ISO/IEC 7812, by the first digits of banks and with the check digit of Luhn.
const bankCard: Kind = {
  lengths: [19, 18, 17, 16],
  usual: /^(?:1[6-9]|4-4-4-4(?:-[1-3])?|6-1[0-3])$/,
  pieces: 5,
  hides: false,
  is: ({ text }) => /^(?:3|4|5|6|9558)/.test(text) && luhn(text),
};

function luhn(digits: string): boolean {
  let sum = 0;
  for (let at = 1; at <= digits.length; at++) {
    const digit = Number(digits.at(-at)) * (at % 2 === 0 ? 2 : 1);
    sum += digit > 9 ? digit - 9 : digit;
  }
  return sum % 10 === 0;
}

// The same digits may be an amount, which stands in one piece beside its unit, with commas and one point at most.
const unitAfter =
  /^(?:\.\d+)?\s?(?:[-–—~至到]{1,2}\s?\d[\d.,]*\s?)?[十百千万亿]*\s?(?:元(?![旦月宵])|[美欧港日]元|人民币|公?吨|公斤|千克|亩|公顷|平方|立方|公里|千米|千瓦|度(?!假)|人次|字节|[%‰])/u;
const moneyBefore = /(?:[¥$€£]|人民币|RMB|CNY)\s?$/iu;
const isAmount = ({ gaps, before, after, goesOn }: Digits): boolean =>
  gaps.every((gap, at) => gap === "," || (gap === "." && at === gaps.length - 1)) &&
  (moneyBefore.test(before) || unitAfter.test(goesOn ? after.replace(/^\d+/, "") : after));

// A longer number in prose hides a mobile or identity number at its beginning, unless it is named as another number, or a
// letter makes it a code, such as that of GB 32100, or the name of a file, or it is a fraction.
const labelled = /(?:编号|序号|文号|案号|单号|流水号|代码|编码|no\.?)\s?:?\s?$/iu;
const isOtherNumber = ({ before, after }: Digits): boolean =>
  labelled.test(before) || /\d\.$/.test(before) || /^\d+\.?[A-Za-z]/.test(after);

// What people put between the digits of one number, and what stands between several numbers.
const between = "[\\s\\p{Z}\\p{Pd}\\u2212.·•・‧∙⋅。/\\\\|_*~+()\\[\\]<>→'\"^=#]";
const gap = new RegExp(`^(?:${between}|[,，、;:]){1,3}$`, "u");
const lightGap = new RegExp(`^${between}{1,3}$`, "u");

/** Whether the pieces are a form in which people write one number. */
function isWritten({ usual, pieces }: Kind, { sizes, gaps }: Digits, reading: Reading): boolean {
  if (usual.test(sizes.join("-"))) return true;
  if (reading === "code" || !gaps.every((each) => lightGap.test(each))) return false;
  const [first = 0, ...others] = sizes;
  const last = others.pop() ?? 0;
  const isRegular = others.every((size) => size === first) && last <= first && new Set(gaps).size === 1;
  return isRegular || (first >= 3 && sizes.length <= pieces);
}

/** A run of digits in a text; the X that ends an identity number belongs to it, also after a blank. */
interface Run {
  readonly from: number;
  readonly to: number;
  readonly digits: string;
}

function runsIn(text: string): Run[] {
  const runs: Run[] = [];
  // No pattern of a whole run: it would remember a way back for every digit, and there may be millions.
  const [digit, noDigit, check] = [/\d/g, /\D/g, /[\s-]{0,2}[Xx](?![\p{L}\d])/uy];
  for (let first = digit.exec(text); first !== null; first = digit.exec(text)) {
    const from = first.index;
    noDigit.lastIndex = from;
    const end = noDigit.exec(text)?.index ?? text.length;
    check.lastIndex = end;
    const to = check.test(text) ? check.lastIndex : end;
    runs.push({ from, to, digits: text.slice(from, end) + (to > end ? "X" : "") });
    digit.lastIndex = to;
  }
  return runs;
}

/** Takes so many digits from a run on, over what may part them; null if there are not enough. */
function take(length: number, text: string, runs: readonly Run[], first: number, prefix: number): Digits | null {
  const sizes: number[] = [];
  const gaps: string[] = [];
  let digits = "";
  for (let at = first; at < runs.length; at++) {
    const { from, to, digits: all } = runs[at] ?? { from: 0, to: 0, digits: "" };
    const skipped = at === first ? prefix : 0;
    if (at > first) {
      const parted = text.slice(runs[at - 1]?.to, from);
      if (!gap.test(parted)) return null;
      gaps.push(parted);
    }
    const piece = all.slice(skipped, skipped + length - digits.length);
    digits += piece;
    sizes.push(piece.length);
    if (digits.length < length) continue;
    const goesOn = skipped + piece.length < all.length;
    const start = runs[first]?.from ?? 0;
    return {
      text: digits,
      sizes,
      gaps,
      before: text.slice(Math.max(0, start - 12), start),
      after: text.slice(goesOn ? from + skipped + piece.length : to).slice(0, 40),
      goesOn,
    };
  }
  return null;
}

/** Whether a number begins with a run of digits. */
function numberFrom(kind: Kind, text: string, runs: readonly Run[], first: number, reading: Reading): boolean {
  const prefix = kind.prefix?.exec(runs[first]?.digits ?? "")?.[0].length ?? 0;
  return kind.lengths.some((length) => {
    const taken = take(length, text, runs, first, prefix);
    if (taken === null || !kind.is(taken) || isAmount(taken)) return false;
    return taken.goesOn ? isHidden(kind, taken, reading) : isWritten(kind, taken, reading);
  });
}

/** Whether more digits that follow at once hide a number. */
const isHidden = (kind: Kind, taken: Digits, reading: Reading): boolean =>
  reading === "prose" && kind.hides && kind.usual.test(taken.sizes.join("-")) && !isOtherNumber(taken);

// A landline: the area code of a city, and seven or eight digits that begin 2-9, parted once more at most. Numbers for
// all, such as 12345 or 400, are no persons'.
const areaCode = /^0(?:10|2\d|[3-9]\d{2})$/;
const areaAbroad = /^(?:10|2\d|[3-9]\d{2})$/;
const wholeLandline = /^0(?:10|2\d|[3-9]\d{2})[2-9]\d{6,7}$/;

function landlineFrom(text: string, runs: readonly Run[], first: number, reading: Reading): boolean {
  const at = (place: number) => runs[place]?.digits ?? "";
  const parting = (place: number) => text.slice(runs[place - 1]?.to ?? 0, runs[place]?.from ?? 0);
  const isPart = (place: number) => at(place) !== "" && /^[\s.()\p{Pd}]{1,3}$/u.test(parting(place));
  const area = at(first);
  if (reading === "prose" && wholeLandline.test(area)) return true;
  const isAbroad = /^(?:00)?86$/.test(at(first - 1)) && isPart(first) && areaAbroad.test(area);
  if (!(isAbroad || areaCode.test(area)) || !isPart(first + 1)) return false;
  // 2021-0630-2345678 is a number of files: an area code begins a number.
  if (first > 0 && !/^(?:00)?86$/.test(at(first - 1)) && /^[-./_]$/.test(parting(first))) return false;
  const local = at(first + 1);
  if (/^[2-9]\d{6,7}$/.test(local) || (reading === "prose" && /^[2-9]\d{6,}$/.test(local))) return true;
  return isPart(first + 2) && /^[2-9]\d{2,3}$/.test(local) && /^\d{4}$/.test(at(first + 2));
}

// Dates and addresses of machines are no parts of a telephone number; an identity number may hold its date.
const date = /(?<!\d)(?:19|20)\d{2}([-./])(?:0?[1-9]|1[0-2])\1(?:0?[1-9]|[12]\d|3[01])(?!\d)/g;
const octet = "(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)";
const machine = new RegExp(`(?<![\\d.])${octet}(?:\\.${octet}){3}(?![\\d.])`, "g");
const blot = (found: string) => "时".repeat(found.length);

/** What was found, and the place in the text where it begins. */
interface Found {
  readonly kind: NumberKind;
  readonly from: number;
}

/** Finds the first number of a person in a text whose digits are all 0-9. `readingAt` says how a place is to be read. */
export function findNumber(text: string, readingAt: (place: number) => Reading): Found | null {
  const undated = text.replace(date, blot).replace(machine, blot);
  const first = (of: string, isThere: (runs: readonly Run[], at: number, reading: Reading) => boolean) => {
    const runs = runsIn(of);
    return runs.find(({ from }, at) => isThere(runs, at, readingAt(from)));
  };
  const tries: [NumberKind, Run | undefined][] = [
    ["identity", first(text, (...where) => numberFrom(identity, text, ...where))],
    ["mobile", first(undated, (...where) => numberFrom(mobile, undated, ...where))],
    ["landline", first(undated, (...where) => landlineFrom(undated, ...where))],
    ["bankCard", first(undated, (...where) => numberFrom(bankCard, undated, ...where))],
  ];
  for (const [kind, run] of tries) if (run) return { kind, from: run.from };
  return null;
}
