// Which numbers count as personal data and which do not. All numbers are invented.
import { describe, expect, test } from "vitest";
import { uuid } from "../../testing/people.ts";
import { holdsPersonalData, personalDataIn } from "./personal-data.ts";

describe("a mobile number is found", () => {
  test.each([
    "13812345678",
    "联系人张三，13812345678。",
    "138 1234 5678",
    "138-1234-5678",
    "138 - 1234 - 5678".replaceAll(" - ", "- "),
    "138–1234–5678",
    "138　1234　5678",
    "+86 13812345678",
    "+8613812345678",
    "008613812345678",
    "86-138-1234-5678",
    "１３８１２３４５６７８",
    "电话１３８－１２３４－５６７８",
    "19912345678转办公室",
  ])("%s", (text) => expect(holdsPersonalData(text)).toBe(true));
});

describe("an identity number is found", () => {
  test.each([
    "420304199001011234",
    "身份证42030419900101123X",
    "42030419900101123x",
    "420304 19900101 1234",
    "４２０３０４１９９００１０１１２３４",
  ])("%s", (text) => expect(holdsPersonalData(text)).toBe(true));
});

describe("other numbers are left alone", () => {
  test.each([
    "2021年6月30日前完成，共12项",
    "拨打12345热线",
    "0719-7221234",
    "010-12345678",
    "投入1381234567元",
    "编号138123456789",
    "11500228008652038C/2021-00151",
    "420304",
    "不少于4次，占≥4%",
    "12812345678",
    "420304199013011234",
    "2021-06-30 2021-11-30 2021-12-31",
    "1625035200000",
  ])("%s", (text) => expect(holdsPersonalData(text)).toBe(false));
});

describe("every text of a command is checked", () => {
  test("the path of the first field found is returned", () => {
    expect(personalDataIn({ unitId: uuid(1), progress: { text: "请拨13812345678" } })).toBe("progress.text");
    expect(personalDataIn({ evidence: [{ title: "a" }, { title: "138 1234 5678" }] })).toBe("evidence.1.title");
    expect(personalDataIn({ reportNo: 1, progress: { text: "已公开" }, opinion: null })).toBeNull();
  });

  test("ids and hashes are not checked, but digits and dashes that people type are", () => {
    expect(personalDataIn({ unitId: "13812345-6789-4000-8000-138123456789" })).toBeNull();
    expect(personalDataIn({ unitId: "aaaaaaaa-0000-4000-8000-a13812345678" })).toBeNull();
    expect(personalDataIn({ sourceSha256: `a13812345678b${"c".repeat(51)}` })).toBeNull();
    expect(personalDataIn({ reason: { text: "13812345678-13912345678-13712345678" } })).toBe("reason.text");
  });
});
