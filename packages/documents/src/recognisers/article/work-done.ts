// Reports on work that is done, which name units as plans do but put nobody in charge of anything.
import type { BlockText, Stretch } from "./block-text.ts";

const DONE =
  /已(?:经|于|由)?(?:全部|基本|全面|顺利|提前|如期|\d{1,2}月\d{0,2}日?)?(?:完成|建成|开工|竣工|办结|整改|印发|出台|投入|启动|落实|实现|开展|组织|制定|建立|通车|交付|销号|到位|达到|累计)|取得(?:了)?(?:[\u4e00-\u9fff]{1,6})?(?:成效|进展|成果|突破)|截至目前|截至\d|(?:完成|开展|建立|举办|组织|新建|整治|改造|清理)了|得到(?:有效|明显|进一步)/;
/** Only the beginning of a paragraph is looked at, so that the work stays linear. */
const LOOKED_AT = 400;

/** Whether most of these paragraphs tell what has been done. */
export function isReportOfWorkDone({ folded }: BlockText, paragraphs: readonly Stretch[]): boolean {
  const done = paragraphs.filter(({ from, to }) => DONE.test(folded.slice(from, Math.min(to, from + LOOKED_AT))));
  return paragraphs.length > 0 && done.length * 2 > paragraphs.length;
}
