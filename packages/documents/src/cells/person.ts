// Persons in a unit cell: names and offices held. They are no units, and their names are repeated nowhere.
import { foldWidth } from "../readers/width.ts";
import { isUnitName } from "./unit-name.ts";
import { phraseAt } from "./unit-verb.ts";

const SURNAME =
  "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕张孔曹严华金魏陶姜戚谢邹喻柏窦章苏潘葛范彭郎鲁韦马苗方俞任袁柳鲍史唐费廉岑薛雷贺倪汤滕罗毕郝邬安常于傅卞齐康伍余顾孟黄穆萧肖尹姚邵汪毛狄米明戴宋庞熊纪舒屈项祝董梁杜阮蓝闵季贾路娄江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万柯管卢莫房丁邓洪包左石崔吉龚程邢裴陆荣翁段侯宁仇甘武刘景叶黎白蒲丛赖卓蔺屠池乔谭姬申冉桑桂牛边温庄晏柴瞿阎闫连习向古易廖耿匡文欧沃蔚越隆师巩聂晁敖冷辛简饶曾关查游权岳付冼涂覃";
const DOUBLE = "欧阳|司马|上官|诸葛|夏侯|皇甫|尉迟|公孙|慕容|令狐|司徒|端木|东方|南宫";
const PERSON = new RegExp(
  `^(?:(?:${DOUBLE})[\\u4e00-\\u9fff×*]{1,2}|[${SURNAME}](?:[\\u4e00-\\u9fff×*○]{1,2}|[xX]{1,2}))$`,
);
const OPENS_LIKE_PERSON = new RegExp(`^(?:${DOUBLE}|[${SURNAME}])`);
/** Short words for a trade or a brand that begin like a surname; offices write them for a unit. */
const TRADE =
  /^(?:林业|林草|文旅|文广|文体|文教|文联|卫健|卫生|卫计|石油|石化|安监|安全|金融|史志|方志|高速|文物|金融|路灯|项目|华侨|管护|管理|管控|安保|景区|查处|方案|华电|华能|国网|路政|管网|江河|古建|包村|江苏|江西|安徽|甘肃|宁夏|武警|武装|边防|向阳|常委|关工委|明办)/;
/** Offices held. What ends in 小组 or 领导小组 is a unit, and does not end like this. */
const HOLDS_OFFICE =
  "(?:负责人|负责同志|责任人|联系人|经办人|联络员|局长|主任|书记|主席|[省市州县区旗镇乡]长|部长|厅长|院长|校长|园长|所长|站长|科长|股长|处长|队长|组长|经理|总监|班子成员|领导|同志|先生|女士)";
const OFFICE = new RegExp(`${HOLDS_OFFICE}$`);
const BEHIND_OFFICE = new RegExp(`^.{0,10}?${HOLDS_OFFICE}(?=.)`);

const TELEPHONE = /(?<![^\s:(,、])[+\d×*][\d×*()\s-]{5,24}(?![^\s),、])/g;

/** Whether the words between two separators are persons: names such as 「王某某」, or offices such as 「分管负责人」. */
export function isPerson(words: string): boolean {
  // A telephone stands beside the name, or alone.
  const folded = foldWidth(words).replace(TELEPHONE, " ").trim();
  if (folded === "" && words.trim() !== "") return true;
  if (folded.length < 2 || folded.length > 30) return false;
  if (OFFICE.test(folded)) return true;
  const bare = folded.replace(/\s+/g, "");
  if (isUnitName(bare) || TRADE.test(bare)) return false;
  return PERSON.test(bare) || (/\s/.test(folded) && folded.split(/\s+/).every((word) => PERSON.test(word)));
}

/** Whether words are a person and what the person does: 「张某某牵头」. */
export function isPersonActing(words: string): boolean {
  if (!OPENS_LIKE_PERSON.test(words)) return false;
  return [2, 3, 4].some((length) => {
    const phrase = isPerson(words.slice(0, length)) ? phraseAt(words, length) : undefined;
    return phrase !== undefined && length + phrase.length === words.length;
  });
}

/** Whether a person is named anywhere in a remark: 「局长张某某」, 「1-3项，张某某牵头」. */
export function namesPerson(remark: string): boolean {
  return foldWidth(remark)
    .split(/[、,;:\s]+/)
    .some((words) => isPerson(words) || isPersonActing(words) || isPerson(words.replace(BEHIND_OFFICE, "")));
}
