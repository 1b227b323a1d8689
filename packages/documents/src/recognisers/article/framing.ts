// Headings of what stands around the tasks of a plan: general requirements before them, safeguards behind them.
import { canonicalName } from "../../readers/width.ts";

const FRAMING =
  /总体要求|总体思路|指导思想|基本原则|工作原则|(?:工作|总体|发展|主要|行动|年度|任务|预期)目标|目标(?:任务|要求)|保障措施|组织(?:领导|保障|实施)|(?:工作|有关|相关|几点|其他)要求|加强领导|实施步骤|(?:时间|进度|工作)(?:步骤|安排)|现状|形势|重要意义|重大意义|背景|适用范围|附则|考核(?:评估|评价|问责|督查|奖惩)|(?:督导|督促|督查|监督)(?:检查|考核|落实|问效|评估)|宣传(?:引导|氛围|发动)|营造.{0,6}氛围|(?:狠抓|抓好|强化|确保|推动|贯彻).{0,4}落实(?:见效)?$/;

/** Whether a heading is that of general parts, which name no units. */
export function isFraming(heading: string): boolean {
  const words = canonicalName(heading).split(/[。，；：]/, 1)[0] ?? "";
  return words.length <= 24 && FRAMING.test(words);
}
