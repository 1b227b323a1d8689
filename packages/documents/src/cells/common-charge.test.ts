import { expect, test } from "vitest";
import { readCommonCharge } from "./common-charge.ts";

/** 「reach: names = relation」 for the words that name units. */
function told(words: string): string | undefined {
  const charge = readCommonCharge(words);
  const names = charge?.names.map(({ from, to, relation }) => `${words.slice(from, to)} = ${relation}`);
  return charge && `${charge.reach}: ${names?.join(", ")}`;
}

test.each([
  ["各项任务均由县安委办牵头。", "all: 县安委办 = lead"],
  [
    "以上任务,由县安委办牵头,县应急局、县住建局配合,6月底前完成。",
    "above: 县安委办 = lead, 县应急局、县住建局 = responsible",
  ],
  ["整改工作均由县生态环境局督办。", "all: 县生态环境局 = supervising"],
  ["以下任务由各乡镇负责。", "below: 各乡镇 = responsible"],
  ["(上述事项由县府办统筹协调、督促落实)", "above: 县府办 = lead"],
  ["(以上由县农业农村局牵头,县商务局配合)", "above: 县农业农村局 = lead, 县商务局 = responsible"],
  ["责任单位均为各乡镇。", "all: 各乡镇 = responsible"],
  ["本方案所列各项任务的牵头单位为县发改局。", "all: 县发改局 = lead"],
  ["县安委办为各项任务的牵头单位。", "all: 县安委办 = lead"],
])("%s", (words, expected) => {
  expect(told(words)).toBe(expected);
});

test.each([
  "牵头单位:县安委办",
  "县财政局负责。",
  "以上任务由各责任单位负责落实。",
  "以上企业由县工信局负责服务。",
  "本方案由县安委办负责解释。",
  "各项工作由县委统一领导,县政府负责实施。",
  "各项任务要按时完成。",
])("%s puts nobody in charge of many tasks", (words) => {
  expect(told(words)).toBeUndefined();
});
