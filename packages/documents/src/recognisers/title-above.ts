// The title of a further table in a document: lines between the table above and its own header.
import type { Line } from "../document/line.ts";
import { isPageMark } from "./grid.ts";

const NAMES_A_TABLE =
  /(?:表|清单|台账|台帐|分工|分解|安排|一览|项目|名单|名册|通讯录|联系方式)(?:\([^()]{1,20}\))?$|^附件:?$|^(?:附件|附表|表)\s*[\d一二三四五六七八九十]/;
/** A title stands so many lines above its header at most. */
export const TITLE_WITHIN = 30;
/** A title of more lines than this is none. */
const MOST = 4;

/**
 * The lines just above a header that name its table, in order; none where the header only stands at the top of a new
 * page. `lines` are those above the header.
 */
export function titleAbove(lines: readonly Line[]): readonly Line[] {
  const title: Line[] = [];
  for (let at = lines.length - 1; at >= 0 && title.length <= MOST; at--) {
    const line = lines[at];
    const text = line?.folded.trim() ?? "";
    if (text === "" || !line || isPageMark(line.folded)) continue;
    if (/[\t|]/.test(line.folded) || /[。;:!?,、]$/.test(text) || text.length > 60) break;
    title.unshift(line);
  }
  // Without the first line that names a table, what stands above it belongs to the table above.
  const first = title.findIndex(({ folded }) => NAMES_A_TABLE.test(folded.replace(/\s+/g, "")));
  return first < 0 || title.length > MOST ? [] : title.slice(first);
}
