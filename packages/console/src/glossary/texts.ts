// The texts of the glossary page 名词页文字.
import { catalogue } from "../texts/catalogue.ts";

export const glossaryTexts = catalogue(
  {
    heading: "名词",
    about: "控制台里的词各指什么，一个词只指一件事。带点线的词可以点开，到这里看它的意思。",
    filters: "筛选",
    findHint: "中文或英文的词",
    groups: "按类",
    all: "全部",
    total: (count: number) => `共 ${count} 条`,
    none: "没有这样的名词。",
    clear: "清除筛选",
    inSchema: "接口中",
    values: "可有",
  },
  {
    heading: "Glossary",
    about:
      "What the words of the console mean, one word for one thing. A word that is underlined with dots leads to its meaning here.",
    filters: "Filters",
    findHint: "a word in English or Chinese",
    groups: "By group",
    all: "all",
    total: (count) => `${count} in all`,
    none: "There is no such term.",
    clear: "Clear the filters",
    inSchema: "in the API",
    values: "may be",
  },
);
