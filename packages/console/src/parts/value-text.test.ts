import { expect, test } from "vitest";
import { valueText } from "./value-text.ts";

test.each([
  ["dueOn", "2021-10-31", "2021年10月31日"],
  ["claim.completedOn", null, ""],
  ["signOff.signedOffAt", "2021-10-25T07:00:00.000Z", "2021年10月25日 15:00"],
  ["state", "signedOff", "已销号"],
  ["relations", ["lead", "responsible"], "牵头、责任"],
  ["state", "unheardOf", "unheardOf"],
  ["claim.done", "专区已投入使用。", "专区已投入使用。"],
  ["progress", { text: "已公布第一批。" }, "已公布第一批。"],
  ["lateDays", 0, "0"],
  ["evidence", [{ title: "清单", path: ["政府网站", "清单"] }], "清单 (政府网站 › 清单)"],
  ["evidence", [{ title: "清单", url: "https://www.yunyang.gov.cn/1" }], "清单 (https://www.yunyang.gov.cn/1)"],
  ["other", { days: 3 }, '{"days":3}'],
])("a value of %s is told in words: %j", (field, value, text) => {
  expect(valueText(field, value, "zh")).toBe(text);
});
