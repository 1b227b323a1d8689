// Invented articles whose numbers stand before figures, and whose units stand in brackets with nothing said of them.
import type { ProseInput } from "./prose-inputs.ts";

export const WITH_ODD_NUMBERS: readonly ProseInput[] = [
  {
    layout: "numbers before figures, and a decimal on a line of its own",
    text: [
      "示例县2031年重点任务分解",
      "一、加快建设",
      "1.5G基站建成300个。（县工信局）",
      "2.6月底前建成农田3万亩。（县农业农村局）",
      "3、4月底前完成投资",
      "3.5亿元。（县发改局）",
      "4.110千伏变电站建成投运。（县供电公司）",
    ],
    title: "示例县2031年重点任务分解 (2031)",
    sections: ["一 加快建设"],
    tasks: [
      "1 [一] 5G基站建成300个。 ‖ 县工信局 ‖ none",
      "2 [一] 6月底前建成农田3万亩。 ‖ 县农业农村局 ‖ none",
      "3 [一] 4月底前完成投资 3.5亿元。 ‖ 县发改局 ‖ none",
      "4 [一] 110千伏变电站建成投运。 ‖ 县供电公司 ‖ none",
    ],
    blocking: [],
  },
  {
    layout: "a number before a figure that is not the next, so that its units stay in the text",
    text: [
      "示例县2031年重点任务分解",
      "1.建成高铁站。（县住建局）",
      "4.5G基站建成300个。（县工信局）",
      "5.建设学校。（县教育局）",
    ],
    title: "示例县2031年重点任务分解 (2031)",
    sections: [],
    tasks: [
      "1 [–] 建成高铁站。（县住建局） 4.5G基站建成300个。 ‖ 县工信局 ‖ none",
      "5 [–] 建设学校。 ‖ 县教育局 ‖ none",
    ],
    blocking: ["CLAUSE_IN_TEXT 1", "NUMBER_SKIPPED 2"],
  },
  {
    layout: "names of offices in brackets before a semicolon, and examples in brackets",
    text: [
      "示例县2031年工作要点",
      "1、开展违规吃喝专项整治（县纪委监委）；",
      "2、整治形式主义为基层减负（县委办、县政府办）；",
      "3、检查重点学校（一中、二中）；",
      "4、整治群众身边不正之风（县纪委监委牵头，县直各单位配合）。",
    ],
    title: "示例县2031年工作要点 (2031)",
    sections: [],
    tasks: [
      "1 [–] 开展违规吃喝专项整治 ‖ 县纪委监委 ‖ none",
      "2 [–] 整治形式主义为基层减负 ‖ 县委办 县政府办 ‖ none",
      "3 [–] 检查重点学校（一中、二中）； ‖ – ‖ none",
      "4 [–] 整治群众身边不正之风 ‖ 县纪委监委* {县直各单位} ‖ none",
    ],
    blocking: ["NO_UNIT 3"],
  },
  {
    layout: "offices in brackets that only say what the text is about",
    text: [
      "示例县2031年工作要点",
      "1.推进重点乡镇（甲镇、乙镇）建设。（县住建局）",
      "2.整治重点部门（县公安局、县司法局）。",
      "责任单位：县纪委监委",
      "3.检查重点学校（一中、二中）。",
      "责任单位：县教育局",
    ],
    title: "示例县2031年工作要点 (2031)",
    sections: [],
    tasks: [
      "1 [–] 推进重点乡镇（甲镇、乙镇）建设。 ‖ 县住建局 ‖ none",
      "2 [–] 整治重点部门（县公安局、县司法局）。 ‖ 县纪委监委 ‖ none",
      "3 [–] 检查重点学校（一中、二中）。 ‖ 县教育局 ‖ none",
    ],
    blocking: [],
  },
  {
    layout: "numbers of two levels below headings with numbers of one",
    text: [
      "示例县2031年工作要点",
      "1.产业发展",
      "1.1 建设园区，完成投资",
      "1.5亿元。（县住建局）",
      "1.2 建设农田。（县农业农村局，7月底前）",
      "2.民生改善",
      "2.1 建设学校。（县教育局）",
    ],
    title: "示例县2031年工作要点 (2031)",
    sections: ["1 产业发展", "2 民生改善"],
    tasks: [
      "1.1 [1] 建设园区，完成投资 1.5亿元。 ‖ 县住建局 ‖ none",
      "1.2 [1] 建设农田。 ‖ 县农业农村局 ‖ 2031-07-31",
      "2.1 [2] 建设学校。 ‖ 县教育局 ‖ none",
    ],
    blocking: [],
  },
  {
    layout: "numbers of two levels alone, one of which is missing",
    text: [
      "示例县2031年工作要点",
      "1-1 建设园区。（县住建局）",
      "1-2 建设农田。（县农业农村局）",
      "2-1 建设学校。（县教育局）",
      "2-3 建设医院。（县卫健局）",
    ],
    title: "示例县2031年工作要点 (2031)",
    sections: [],
    tasks: [
      "1.1 [–] 建设园区。 ‖ 县住建局 ‖ none",
      "1.2 [–] 建设农田。 ‖ 县农业农村局 ‖ none",
      "2.1 [–] 建设学校。（县教育局） 2-3 建设医院。 ‖ 县卫健局 ‖ none",
    ],
    blocking: ["CLAUSE_IN_TEXT 3"],
  },
];
