// Kinds of documents that hold no plan: how each shows itself, why it is not read, and what to bring instead.
import type { Line } from "../document/line.ts";
import { type Problem, problem } from "../readers/problem.ts";

interface Genre {
  readonly pattern: RegExp;
  /** What the document is. */
  readonly zh: string;
  readonly en: string;
  /** Why it is no plan, and what to do. */
  readonly because: Because;
}

interface Because {
  readonly zh: string;
  readonly en: string;
}

const WORK_DONE: Because = {
  zh: "说的是已做的事，不是要分解的任务。请导入任务分解表、工作方案或整改清单。",
  en: "it tells of work done and assigns none. Import the table of tasks, the plan or the list of rectifications.",
};
const SPOKEN: Because = {
  zh: "其中的要求没有逐项写明责任单位。请导入据此印发的任务分解表或工作方案。",
  en: "what it demands is not divided into tasks with units. Import the table of tasks or the plan that was issued on it.",
};
const MINUTES: Because = {
  zh: "议定事项与会议情况写在一起，不能可靠地逐项读出。请把议定事项列成带有责任单位的清单或表格再导入。",
  en: "what was decided is mixed with the course of the meeting and cannot be told apart reliably. Write the decisions as a list or a table with the units, and import that.",
};
const RULES: Because = {
  zh: "规定的是长期适用的职责和规则，没有要逐项完成的任务。请导入贯彻实施它的任务分解表或工作方案。",
  en: "it sets rules that hold for good, and no tasks to be finished. Import the table of tasks or the plan that carries it out.",
};
const TO_PERSONS: Because = {
  zh: "不是交给各单位办理的任务。请导入任务分解表、工作方案或整改清单。",
  en: "it gives no tasks to units. Import the table of tasks, the plan or the list of rectifications.",
};
const ONE_MEETING: Because = {
  zh: "写的是会议的时间、地点和参会人员，没有要分解的任务。请导入会后印发的任务分解表或工作方案。",
  en: "it says when and where a meeting is held, and assigns no tasks. Import the table of tasks or the plan issued after it.",
};

/** Each is looked for in the first lines; the first that is found counts. */
const GENRES: readonly Genre[] = [
  {
    // By its by-line, or without one by its first sentence: on which day somebody held or visited what.
    pattern:
      /^(?:本报讯|.{0,8}讯[（(:：]|.{0,12}记者)|(?:通讯员|记者)\s?[\u4e00-\u9fff]{2,4}|^(?!.*(?:现将|如下|分解))(?:\d{4}年)?\d{1,2}月\d{1,2}日(?:上午|下午|晚上?)?[，,].{2,90}?(?:召开|举行|主持|调研|督导|督查|检查|视察|出席)/,
    zh: "一篇新闻稿",
    en: "a news text",
    because: WORK_DONE,
  },
  {
    pattern: /(?:会议|办公会|常务会|专题会|联席会议?)(?:议?纪要|记录)(?:[（(〔[].{0,20})?$|^(?:会议)?纪要$/,
    zh: "一份会议纪要",
    en: "the minutes of a meeting",
    because: MINUTES,
  },
  {
    pattern: /(?:上|时|中)的(?:讲话|发言|致辞|报告|主持词)|(?:讲话|发言|致辞|动员|主持)(?:稿|词|提纲|摘要)?$/,
    zh: "一篇讲话",
    en: "a speech",
    because: SPOKEN,
  },
  {
    pattern: /(?:公开)?(?:招聘|招录|招考|招募|选调|遴选|招生|招警).{0,30}(?:公告|简章|启事|通知|方案)/,
    zh: "一份招聘或招录公告",
    en: "a job advertisement",
    because: TO_PERSONS,
  },
  {
    pattern: /(?:建议|提案|议案)的?(?:答复|复函|回复|办理意见)/,
    zh: "一份对建议提案的答复",
    en: "a reply to a proposal",
    because: WORK_DONE,
  },
  {
    pattern: /(?:招标|采购|中标|成交|询价|磋商|竞价|拍卖|出让).{0,16}(?:公告|公示|文件|通知书)/,
    zh: "一份采购或交易公告",
    en: "a tender notice",
    because: TO_PERSONS,
  },
  {
    pattern: /(?:任免|任职|免职|表彰|表扬|处分).{0,12}(?:通知|决定|通报|公示)$/,
    zh: "一份人事或表彰文件",
    en: "a notice about persons",
    because: TO_PERSONS,
  },
  {
    pattern: /关于(?:召开|举办|参加|组织召开).{0,40}(?:会|会议|培训班?|活动)的?(?:通知|函)$/,
    zh: "一份会议通知",
    en: "a notice of a meeting",
    because: ONE_MEETING,
  },
  {
    pattern:
      /(?:整改|落实|完成|进展|办理)(?:落实|完成|进展|推进)?情况的?(?:公示|公告|公开|通报|说明)|(?:工作|情况|年度|阶段|整改|落实)?(?:总结|(?:情况|完成|进展|自查|述职|整改)(?:的)?(?:报告|汇报|通报)|年度报告|工作报告)$/,
    zh: "一份工作报告",
    en: "a report on work",
    because: WORK_DONE,
  },
];
/** What kind of text it is shows in its first lines. */
const FIRST_LINES = 12;
/** A line that is longer is a paragraph, in which such words show nothing. */
const LONGEST = 200;

/** The refusal of a document of another kind; undefined if it may be a plan. `printed` are the lines that are not empty. */
export function otherGenre(printed: readonly Line[]): Problem | undefined {
  for (const { no, text } of printed.slice(0, FIRST_LINES)) {
    const bare = text.replace(/\s+/g, "");
    if (bare.length > LONGEST) continue;
    for (const genre of GENRES) {
      const words = genre.pattern.exec(bare)?.[0];
      if (words) return notAPlan(no, words, genre);
    }
  }
  return rules(printed);
}

/** A refusal for a text whose paragraphs name units, but for work that is done. */
export function workIsDone(line: number): Problem {
  return problem(
    "NOT_A_PLAN",
    `第 ${line} 行起的多数段落说的是已经完成的工作，看来是一份工作报告，不是要分解的任务。请导入任务分解表、工作方案或整改清单。`,
    `Most paragraphs from line ${line} on tell of work that is done: this seems to be a report, not a plan. Import the table of tasks, the plan or the list of rectifications.`,
  );
}

/** A refusal for paragraphs that say what units are there for. */
export function dutiesOnly(line: number): Problem {
  return problem(
    "NOT_A_PLAN",
    `第 ${line} 行起写的是各单位的职责（「某单位：负责……」），不是要逐项完成的任务。请导入任务分解表或工作方案；若确是任务，请在每项任务末尾用括号写明单位。`,
    `From line ${line} on the duties of units are told (“so-and-so: is in charge of …”), and no tasks to be finished. Import the table of tasks or the plan; if these are tasks, write the units in brackets at the end of each.`,
  );
}

const PROVISION = /^第[一二三四五六七八九十百\d]{1,5}条[\s　:：]/;

/** Rules show in their provisions: 第一条, 第二条 and so on, each on its line. */
function rules(printed: readonly Line[]): Problem | undefined {
  const provisions = printed.filter(({ text }) => PROVISION.test(text.trim()));
  const [first] = provisions;
  if (!first || provisions.length < 3) return undefined;
  const words = first.text.trim().slice(0, 3);
  return notAPlan(first.no, words, { zh: "一份法规、规章或制度", en: "a regulation", because: RULES });
}

function notAPlan(line: number, words: string, { zh, en, because }: Omit<Genre, "pattern">): Problem {
  return problem(
    "NOT_A_PLAN",
    `第 ${line} 行的「${words}」表明这是${zh}，${because.zh}`,
    `“${words}” in line ${line} shows that this is ${en}: ${because.en}`,
  );
}
