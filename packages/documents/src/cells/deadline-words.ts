// The words of the deadline column 完成时限: what goes on, starts, is done, comes back, or names no day.

export const ONGOING =
  /持续|长期|常年|长年|全年|常态|长效|日常|贯穿|经常|不间断|随时|(?<!不)定期(?!限)|每个?(?:[年月日周季旬天半]|星期|工作日|[单双][月周])|每[两二三四五六\d]|(?<![间相])隔[周月年](?!离)|逢(?:[单双][月周]|周[一二三四五六日末])|[按逐][年月季周日]|[一半两双二三四五]个?(?:季度?|[年月周日])一/;
export const NO_DEADLINE = /^[-—–/\\无\s]*$/;
export const DONE = /已(?:经|于)?[^,;。\n]{0,20}(?:完成|办结|销号|整改|落实|到位|建成|办理|竣工)|^(?:完成|办结|销号)$/;
export const AT_ONCE = /即时|即知即改|立行立改|立知立改|立即|立整立改|立查立改|即行即改|即改|马上|第一时间|当[日天]/;
/** Words that are a whole deadline and nothing else. */
export const NO_DAY_ALONE = /^(?:即时|即知即改|立[行知整]立改|立即整改|已(?:完成|办结|销号))$/;
/** Feasts, seasons and occasions, whose day the calendar of the year does not print. */
export const OCCASION =
  /春节|元宵|清明|端午|中秋|国庆|元旦|五一|劳动节|六一|七一|八一|重阳|除夕|冬至|小年|汛|台风|供暖|采暖|供热|高考|中考|开学|放假|暑期|寒暑?假|暑假|学期|学年|两会|党代会|秋收|夏收|麦收|春耕|夏种|秋种|三夏|三秋|双抢|农忙|入[冬夏春秋]|[冬夏春秋]季|今冬明春|春运|防火期|旱季|雨季|封冻|上冻|霜冻|节前|假期|年关|双节|换届|腊月|正月|农历/;
export const START_AFTER =
  /^\s{0,2}(?:正式|全面|率先)?(?:起(?!草)|开始|启动|开工|开建|动工|施行|生效|(?:[至到]|[-—–~]{1,2})\s{0,2}(?:今|长期|持续|常态))/;
export const WORK_AFTER = /^\s{0,2}(?:组织|全面|正式)?(?:实施|试运行|试点|试行|推行|开展|进场|招标|执行)/;
export const START_BEFORE = /(?:[自从]|不得?早于|最早(?:于|在)?)\s{0,2}$/;
/** What leaves a day that is printed open, or means another time than the whole day or month. */
export const VAGUE =
  /暂定|拟定|[?？]|零时|(?<!\d)0[时点:]|凌晨|第[一二三四五1-5]周|[上中]下旬|上中旬|或[^,;、。]{1,8}(?:后|时)|不得|禁止/;
/** Words that contain 年 or 月 and name no year. */
export const YEAR_WORDS = /[全常长整半多逐历近]年|年(?:度|报|检|审|会|终|关|均|产|级|货|轻|龄)|月(?:报|度|均)|工作日/g;
/** A year left over that no date takes up: 「某年，」, 「2O31年」, a bare 2031. */
export const YEAR_LEFT = /年|(?<!\d|\d\.)(?:19|20)\d{2}(?!\.?\d)/;
export const PART_LEFT = /月|\d\s{0,2}[日号]|季度|[上中下]旬/;
/** Behind a day: it begins a range whose end is no day that is understood, as in 「3月至今」. Not 到位 or 到账. */
export const RANGE_OPEN =
  /^\s{0,2}(?:[至到](?![位账岗货场达期]|今|长期|持续|常态)|[-—–~]{1,2}\s{0,2}(?:$|项目|完|[次翌月]|[上中下]旬))/;
/** What may follow a year that stands alone, such as 「2031年」; so not 「2031年春节前」. */
export const YEAR_MAY_END =
  /^\s{0,2}(?:$|[,;。、)\n]|完成|全面|全部|基本|力争|确保|计划|持续|长期|常年|全年|办结|建成|竣工|底|末|[至到\-—–~和及])/;
