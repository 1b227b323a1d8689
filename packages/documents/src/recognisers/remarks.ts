// Sentences on lines of their own that speak of many tasks and are part of none: who leads them all, and closing words.
import { NUMERAL, readCommonCharge } from "../cells/common-charge.ts";
import { readLeadRemark } from "../cells/lead-remark.ts";
import type { BlockDocument } from "../document/block.ts";
import type { Line } from "../document/line.ts";

/** The line of such a sentence. */
export interface Remark {
  readonly line: Line;
  /** `general`: it says who does many tasks, or who of a list leads. `closing`: what is asked of all who read it. */
  readonly kind: "general" | "closing";
}

export interface WithoutRemarks {
  /** The document with blank lines in place of the remarks. */
  readonly document: BlockDocument;
  readonly remarks: readonly Remark[];
}

/** Takes the remarks out of the text of a document, so that no recogniser reads them as part of the task above. */
export function withoutRemarks(document: BlockDocument): WithoutRemarks {
  const remarks = document.blocks.flatMap((block) =>
    block.kind === "text" ? remarksIn(document.lines.slice(block.from - 1, block.to)) : [],
  );
  if (remarks.length === 0) return { document, remarks };
  const lines = [...document.lines];
  for (const { line } of remarks) lines[line.no - 1] = { no: line.no, text: "", folded: "" };
  return { document: { ...document, lines }, remarks };
}

function remarksIn(lines: readonly Line[]): Remark[] {
  const found = new Map<number, Remark>();
  const printed = lines.filter(({ text }) => text.trim() !== "");
  for (const [at, line] of printed.entries()) {
    const above = printed[at - 1];
    const below = printed[at + 1];
    if (found.has(line.no) || isCell(line) || (above && /[、,(]$/.test(above.folded.trim()))) continue;
    const words = line.folded.trim();
    if (isOfTask(words, above, below)) continue;
    // A copy may break the sentence over two lines.
    const broken = below && !isCell(below) && !/[。;!?)]$/.test(words) && isGeneral(words + below.folded.trim());
    if (isGeneral(words)) found.set(line.no, { line, kind: "general" });
    else if (broken) for (const one of [line, below]) found.set(one.no, { line: one, kind: "general" });
  }
  return [...found.values(), ...closingWords(lines, found)].sort((one, other) => one.line.no - other.line.no);
}

/** Between a numbered sentence without a clause and the next number, a sentence may say who does that task alone. */
function isOfTask(words: string, above: Line | undefined, below: Line | undefined): boolean {
  if (!above || !below || /^(?:以上|以下|上述|下列)/.test(words)) return false;
  const isNumbered = ({ folded }: Line) => (NUMERAL.exec(folded)?.[0].trim() ?? "") !== "";
  return isNumbered(above) && isNumbered(below) && /[^)\]】〕]。$/.test(above.folded.trim());
}

/** Words that show that a remark on who leads is about more than the list before it. */
const GENERAL = /^[\s(*※]{0,4}(?:注|备注|说明|以上|上述|以下|各项|每项|本表|表中)/;

function isGeneral(words: string): boolean {
  const numeral = NUMERAL.exec(words)?.[0].length ?? 0;
  const said = words.slice(numeral);
  const leads = GENERAL.test(said) ? readLeadRemark(said) : undefined;
  if (leads && leads.reach !== "onward" && leads.to - leads.from + 4 >= said.length) return true;
  const charge = readCommonCharge(said);
  // With units of its own behind it, or more words behind its number, it is a task.
  if (!charge || (numeral > 0 && charge.end < said.length)) return false;
  return said.startsWith("(") || !/[)\]】〕][。;]?$/.test(said);
}

/** Whether a line is marked as a cell, so that it belongs to a table. */
function isCell({ folded }: Line): boolean {
  return /[\t|]/.test(folded);
}

const WHOM =
  "(?:全[省市县区]|各|有关|相关|牵头|责任|上述|以上)[^,。;:]{0,24}?(?:单位|部门|乡镇|镇街|街道|地|级|县区|区县|责任人)";
const ASKED =
  "贯彻|落实|遵照|执行|报送|上报|报县|报市|报区|高度重视|加强(?:组织)?领导|部署|总结|抓紧|抓好|配合|到位|实效|完成";
const CLOSING = new RegExp(
  `^(?:请|望|希)[^。]{0,60}(?:${ASKED})[^。]{0,60}[。!]?$|^${WHOM}[^。:]{0,12}(?:要|应|务必|须|需|认真|切实|严格|请|于)[^。]{0,60}(?:${ASKED})[^:]{0,80}$|` +
    "^特此(?:通知|函告|公告)[。!]?$|^本(?:方案|清单|表|通知|计划|意见)自.{2,20}起?(?:施行|实施|执行)[。]?$",
);

/** What may stand below the closing words: annexes, copies, the day, and right above it the name of who signs. */
const FRAME = /^(?:附件|抄送|抄报|联系人|\(?此件)|^\d{4}年\d{1,2}月\d{1,2}日/;
const LONGEST_NAME = 30;

/** The closing words below everything else. Below rows of a text they may be a row that lost its marks, and stay unread. */
function closingWords(lines: readonly Line[], known: ReadonlyMap<number, Remark>): Remark[] {
  const found: Remark[] = [];
  let below = "";
  for (const line of lines.toReversed()) {
    const words = line.folded.trim();
    if (words === "" || known.has(line.no)) continue;
    if (isCell(line)) return [];
    if (isClosing(words)) found.push({ line, kind: "closing" });
    else if (found.length > 0 || !isFrame(words, below)) break;
    below = words;
  }
  return found;
}

function isClosing(words: string): boolean {
  return CLOSING.test(words) && !/[)\]】〕]$/.test(words);
}

function isFrame(words: string, below: string): boolean {
  return FRAME.test(words) || (/^\d{4}年/.test(below) && words.length <= LONGEST_NAME && !/[。;:,]/.test(words));
}
