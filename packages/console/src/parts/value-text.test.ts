import { expect, test } from "vitest";
import { idsIn, valueText } from "./value-text.ts";

const unitId = "8c0a1f5e-4b3c-5d2e-9f10-0123456789ab";
const otherId = "8c0a1f5e-4b3c-5d2e-9f10-0123456789ac";

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
  ["extensions.1.state", "pending", "待答复"],
  ["extension", "granted", "已同意"],
  ["to.cause", "unitEnded", "单位撤并"],
  ["end.kind", "merged", "已合并"],
  ["handedTo", unitId, "区财政局"],
  ["groups.1.named.1.unitIds", [unitId, otherId], `区财政局、${otherId}`],
  ["members", [{ unitId, from: "2021-01-01", until: null }], "区财政局 (2021年1月1日 – )"],
  ["aliases", [{ alias: "财局", validFrom: "2021-01-01", until: "2021-02-01" }], "财局 (2021年1月1日 – 2021年2月1日)"],
  ["other", { days: 3 }, '{"days":3}'],
])("a value of %s is told in words: %j", (field, value, text) => {
  expect(valueText(field, value, "zh", (id) => (id === unitId ? "区财政局" : undefined))).toBe(text);
});

test("ids are found however deep they stand, each once", () => {
  expect(idsIn([{ unitId, text: "x" }, otherId], unitId, null, 3)).toEqual([unitId, otherId]);
});
