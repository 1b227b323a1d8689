// Headings that are the names of units, with the tasks of those units below them: 「一、市教育局」, 「（一）县住建局（3项）」.
import type { Relation } from "@taizhang/domain";
import { namesIn } from "../../cells/names-in.ts";
import type { Stretch } from "./block-text.ts";
import type { UnitWords } from "./clause.ts";

/** The units of a heading. */
export interface HeadingUnits {
  readonly units: UnitWords;
  /** Where the words of the heading end. */
  readonly end: number;
  /** The words end as only the names of offices do (局, 委, 政府); 「…中心」 may be something to be built. */
  readonly sure: boolean;
}

const COUNT =
  "(?:[(,]?\\s?(?:共|计)?\\s?(?:\\d{1,3}|[一二三四五六七八九十]{1,3})\\s?(?:项|条|件|个)(?:重点)?(?:任务|工作|事项|项目)?\\)?)?";
const DOES = "(?:\\(?(牵头|主办|负责|承办|配合|协办)(?:负责|实施|落实|办理)?(?:单位)?\\)?)?";
const WHAT = "(?:的?(?:年度|重点|主要|目标|工作|具体)*(?:任务|工作|事项|项目)(?:清单|分解|分工)?)?";
const HEADING = new RegExp(`^(由?)(.{2,60}?)${DOES}${WHAT}${COUNT}\\s{0,4}[:。]?$`);
/** Words that begin what is to be done, though they may end as a name does: 「建设区域医疗中心」. */
const TO_DO =
  /^(?:打造|建设|推进|推动|加强|完善|建立|实施|优化|提升|提高|加快|发展|培育|深化|强化|做[强优大好]|抓|落实|促进|构建|健全|支持|引导|保障|创建|组建|设立|成立|新建|扩建|改造|整治|开展|规范|支援|服务)/;
const SURE =
  /(?:局|委|办|厅|署|政府|法院|检察院|公司|集团|办公室|委员会|管委会|总工会|妇联|残联|科协|银行|支行|支队|大队|乡|镇|街道)$|^各/;
/** 「责任单位」 is a label, and 「参会单位」 a list of others; 「各部门」 and 「县直单位」 are groups. */
const LABEL = /^(?!各|有关|相关|全?[省市县区]直).*(?:单位|部门)$/;
const KIND_OF_PLACE = /^(?:乡镇?|镇|街道|社区|村|学校|医院|企业|园区|景区|机关|部门|单位|农村|城区|市场)$/;

/** The units that a heading consists of; undefined if it says anything else. Its first line is looked at. */
export function unitsOfHeading(folded: string, { from, to }: Stretch): HeadingUnits | undefined {
  const line = folded.slice(from, Math.min(to, from + LONGEST)).split("\n", 1)[0] ?? "";
  const words = line.replaceAll("*", " ").trimEnd();
  const start = words.length - words.trimStart().length;
  const found = HEADING.exec(words.slice(start));
  const names = found?.[2]?.replace(/\($/, "") ?? "";
  if (!found || !areOffices(names)) return undefined;
  const first = from + start + (found[1]?.length ?? 0);
  const stretches = [{ from: first, to: first + names.length }];
  return {
    units: { relation: relationOf(found[3]), word: "", stretches },
    end: from + line.length,
    sure: split(names).every((name) => SURE.test(name)),
  };
}

/** The units before the colon that a paragraph opens with: 「县商务局：组织货源，稳定供应。」 */
export function unitsBeforeColon(folded: string, { from, to }: Stretch): HeadingUnits | undefined {
  const words = folded.slice(from, Math.min(to, from + LONGEST));
  const colon = words.search(/[:。;\n]/);
  if (colon < 0 || words[colon] !== ":") return undefined;
  const units = unitsOfHeading(folded, { from, to: from + colon });
  return units && { ...units, end: from + colon + 1 };
}

const LONGEST = 100;

const PERSONS = /^[\u4e00-\u9fff]{2,3}(?:[、,\s]+[\u4e00-\u9fff]{2,3})*$/;

/** Whether words may be what a unit is to do, and are no list of persons, numbers, or further units. */
export function mayBeTask(folded: string, { from, to }: Stretch): boolean {
  const words = folded
    .slice(from, Math.min(to, from + LONGEST))
    .trim()
    .replace(/[。;]$/, "");
  const signs = words.replace(/[^\u4e00-\u9fff]/g, "").length;
  return signs >= FEWEST && !PERSONS.test(words) && !areOffices(words);
}

/** What to do takes as many characters at least: 「修桥铺路」. */
const FEWEST = 4;

function areOffices(names: string): boolean {
  if (TO_DO.test(names) || namesIn(names) !== "all") return false;
  return split(names).every(
    (name) => name.length > 2 && !KIND_OF_PLACE.test(name) && !LABEL.test(name) && !TO_DO.test(name),
  );
}

function split(names: string): string[] {
  return names.split(/[、,\s]+/).filter((name) => name !== "");
}

function relationOf(does: string | undefined): Relation {
  return does === "牵头" || does === "主办" ? "lead" : "responsible";
}
