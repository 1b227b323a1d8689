// Which numbers count as personal data and which do not. All numbers are invented.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { growthOf, linear } from "../../testing/growth.ts";
import { uuid } from "../../testing/people.ts";
import { isDigitsOnly } from "./digits.ts";
import {
  holdsPersonalData,
  personalDataIn,
  personalDataInText,
  personalDataInTexts,
  tellFinding,
} from "./personal-data.ts";
import { commandId } from "./shapes.ts";

const kindOf = (text: string) => personalDataInText(text)?.kind;

describe("a mobile number is found", () => {
  test.each([
    "13812345678",
    "联系人张三，13812345678。",
    "138 1234 5678",
    "138-1234-5678",
    "138- 1234- 5678",
    "138 - 1234 - 5678",
    "138–1234–5678",
    "138　1234　5678",
    "139.1234.5678",
    "139,1234,5678",
    "（139）1234-5678",
    "139 12345 678",
    "139·1234·5678",
    "139/1234/5678",
    "139_1234_5678",
    "139\n1234\n5678",
    "139→1234→5678",
    "1 3 9 1 2 3 4 5 6 7 8",
    "13-91-23-45-67-8",
    "+86 13812345678",
    "+8613812345678",
    "008613812345678",
    "86-138-1234-5678",
    "013812345678",
    "19912345678转办公室",
    "电话13912345678元旦前联系",
    "13912345678 2021年",
    "张三13912345678",
    "①13912345678；②转办公室",
    "⑴13912345678",
    "13912345678三人",
    "王五+8613912345678",
  ])("%j", (text) => expect(kindOf(text)).toBe("mobile"));

  test.each([
    ["in full width", "１３８１２３４５６７８"],
    ["in full width with dashes", "电话１３８－１２３４－５６７８"],
    ["in the digits of another script", "١٣٩١٢٣٤٥٦٧٨"],
    ["in circles", "①③⑨①②③④⑤⑥⑦⑧"],
    ["as numerals", "一三九一二三四五六七八"],
    ["as numerals in groups", "一三九 一二三四 五六七八"],
    ["as the numerals of banks", "壹叁玖壹贰叁肆伍陆柒捌"],
    ["half digits, half numerals", "139一二三四5678"],
    ["split by marks of no width", "139\u200b1234\u200b5678"],
    ["split by a soft hyphen", "139\u00ad1234\u00ad5678"],
    ["split by fillers that count as letters", "139\u31641234\u31645678"],
    ["percent-encoded in an address", "https://example.org/?t=%31%33%39%31%32%33%34%35%36%37%38"],
    ["percent-encoded behind a byte of no character", `t=%ff${encodeURIComponent("１３９１２３４５６７８")}`],
    ["of which one digit was percent-encoded twice", `t=%25ef%25bc%2591${encodeURIComponent("３９１２３４５６７８")}`],
    ["encoded twice", "https://example.org/?t=%2531%2533%2539%2531%2532%2533%2534%2535%2536%2537%2538"],
    ["in the path of an address", "https://example.org/139/1234/5678"],
  ])("%s", (_how, text) => expect(kindOf(text)).toBe("mobile"));

  test.each([
    ["followed by digits", "139123456789"],
    ["followed by many digits", "13912345678123"],
    ["in groups, followed by digits", "139-1234-567899"],
    ["joined to another", "1391234567813812345678"],
  ])("%s", (_how, text) => expect(kindOf(text)).toBe("mobile"));
});

describe("an identity number is found", () => {
  test.each([
    "420304199001011234",
    "张三420304199001011234",
    "身份证42030419900101123X",
    "42030419900101123x",
    "身份证：42030419900101123Ｘ。",
    "420304 19900101 1234",
    "420304 1990 0101 1234",
    "4203 0419 9001 0112 34",
    "420304-19900101-123X",
    "420304 19900101 123 X",
    "420304-1990-01-01-1234",
    "４２０３０４１９９００１０１１２３４",
    "420304900101123",
    "420304 900101 123",
    "四二〇三〇四一九九〇〇一〇一一二三四",
  ])("%s", (text) => expect(kindOf(text)).toBe("identity"));
});

describe("a landline is found", () => {
  test.each([
    "0598-5822222",
    "（0598）5822222",
    "0598 582 2222",
    "0598—５８２２２２２",
    "05985822222",
    "010-6655 4433",
    "+86 598 5822222",
    "0598-5822222转801",
    "0719-7221234",
  ])("%s", (text) => expect(kindOf(text)).toBe("landline"));
});

describe("a bank card is found", () => {
  test.each(["6222021234567890128", "卡号6222 0212 3456 7890 128", "4111-1111-1111-1111"])("%s", (text) =>
    expect(kindOf(text)).toBe("bankCard"),
  );
  test("and its check digit is looked at", () => expect(kindOf("6222021234567890129")).toBeUndefined());
});

describe("other numbers are left alone", () => {
  test.each([
    "2021年6月30日前完成，共12项",
    "拨打12345热线",
    "010-12345678",
    "投入1381234567元",
    "支出13800000000元",
    "支出13800000000.00元",
    "支出13,800,000,000元",
    "预算¥13800000000",
    "13800000000—13900000000元",
    "发电13800000000千瓦时",
    "编号138123456789",
    "11500228008652038C/2021-00151",
    "统一社会信用代码13500155009138123X",
    "420304",
    "不少于4次，占≥4%",
    "12812345678",
    "420304199013011234",
    "2021-06-30 2021-11-30 2021-12-31",
    "2021.6.15-2021.12.31",
    "13、14、15、16、17、18项",
    "3.14159265358979",
    "1625035200000.docx",
    "192.168.100.12",
    "一、二、三、四、五、六、七、八、九、十",
    "二〇二一年十二月三十一日",
    "https://example.org/t/1625035200000.html",
    "https://example.org/art/2021/6/15/art_1229_59012.html",
    "https://example.org/202106/15/123456789.html",
    "https://example.org/2021/0630/2234567.html",
    "https://example.org/P020210630391234567890.pdf",
  ])("%s", (text) => expect(personalDataInText(text)).toBeNull());
});

describe("generated numbers", () => {
  const digit = fc.integer({ min: 0, max: 9 }).map(String);
  const digits = (length: number) =>
    fc.array(digit, { minLength: length, maxLength: length }).map((all) => all.join(""));
  const joined = (...parts: fc.Arbitrary<string>[]) => fc.tuple(...parts).map((all) => all.join(""));
  const mobile = joined(fc.constant("1"), fc.constantFrom(..."3456789"), digits(9));
  const identity = joined(
    fc.constantFrom("11", "35", "42", "44", "50"),
    digits(4),
    fc.integer({ min: 1920, max: 2020 }).map(String),
    fc.integer({ min: 1, max: 12 }).map((month) => String(month).padStart(2, "0")),
    fc.integer({ min: 1, max: 28 }).map((day) => String(day).padStart(2, "0")),
    digits(3),
    fc.constantFrom(..."0123456789X"),
  );
  const parting = fc.constantFrom("", " ", "-", ".", "·", "/", "　", "\u200b", "\u00ad", "—", " - ", "–", "_", "\n");
  const words = fc.constantFrom("", "请联系", "电话：", "（", "。", "，转办公室", "见附件", "张三 ");
  const script = fc.constantFrom(
    (text: string) => text,
    (text: string) => text.replace(/\d/g, (each) => String.fromCodePoint(0xff10 + Number(each))),
    (text: string) => text.replace(/\d/g, (each) => "〇一二三四五六七八九"[Number(each)] ?? ""),
    (text: string) => text.replace(/\d/g, (each) => String.fromCodePoint(0x0966 + Number(each))),
    (text: string) => text.replace(/\d/g, (each) => `%3${each}`),
  );
  /** Parts a number at these places. */
  const grouped = (number: string, sizes: readonly number[], sign: string) => {
    const starts = sizes.map((_size, at) => sizes.slice(0, at).reduce((sum, size) => sum + size, 0));
    return sizes.map((size, at) => number.slice(starts[at], (starts[at] ?? 0) + size)).join(sign);
  };

  test("mobile numbers are found in every grouping and script, between any words, at their place", () => {
    const sizes = fc.constantFrom([11], [3, 4, 4], [3, 5, 3], [4, 4, 3], [3, 8], [7, 4], [5, 6], Array(11).fill(1));
    fc.assert(
      fc.property(mobile, sizes, parting, script, words, words, (number, how, sign, written, before, after) => {
        const found = personalDataInText(`${before}${written(grouped(number, how, sign))}${after}`);
        expect(found).toEqual({ kind: "mobile", at: [...before].length + 1 });
      }),
      { numRuns: 500, examples: [["13920201231", [11], "", (text) => text, "", ""]] },
    );
  });

  test("identity numbers are found in every grouping", () => {
    const sizes = fc.constantFrom([18], [6, 8, 4], [6, 4, 4, 4], [6, 4, 2, 2, 4], [4, 4, 4, 4, 2], [3, 3, 4, 4, 4]);
    fc.assert(
      fc.property(identity, sizes, parting, script, words, (number, how, sign, written, before) => {
        expect(personalDataInText(`${before}${written(grouped(number, how, sign))}`)?.kind).toBe("identity");
      }),
      { numRuns: 500 },
    );
  });

  test("no amount of money is taken for one", () => {
    const amount = fc.bigInt({ min: 1n, max: 10n ** 13n });
    const unit = fc.constantFrom("元", "万元", "亿元", " 元", "美元", ".50元", "吨", "平方米", "千瓦时");
    fc.assert(
      fc.property(amount, unit, (number, of) => {
        expect(personalDataInText(`支出${number}${of}`)).toBeNull();
      }),
      { numRuns: 500, examples: [[2_334_371_305_010n, ".50元"]] },
    );
  });

  test("no list of days, no range of numbers and no address of a page is taken for one", () => {
    const day = fc.date({ min: new Date("1990-01-01"), max: new Date("2099-12-31"), noInvalidDate: true });
    const iso = day.map((each) => each.toISOString().slice(0, 10));
    const days = fc.array(iso, { minLength: 1, maxLength: 5 }).map((all) => all.join(" "));
    const range = fc.tuple(fc.nat(9999), fc.nat(9999)).map(([from, to]) => `第${from}-${to}项`);
    const page = fc
      .tuple(iso, fc.integer({ min: 1e6, max: 99_999_999 }))
      .map(([each, no]) => `https://www.example.gov.cn/art/${each.replaceAll("-", "/")}/art_${no}.html`);
    fc.assert(
      fc.property(fc.oneof(days, range, page), (text) => {
        expect(personalDataInText(text)).toBeNull();
      }),
      { numRuns: 500 },
    );
  });
});

describe("every text of a command is checked", () => {
  test("what was found is told with its field and place in both languages, but not repeated", () => {
    const found = personalDataIn({ unitId: uuid(1), progress: { text: "请拨13812345678" } });
    expect(found).toEqual({ kind: "mobile", at: 3, field: "progress.text" });
    expect(found && tellFinding(found)).toBe(
      "progress.text：第3字起似为手机号 / progress.text: what looks like a mobile number begins at character 3",
    );
    expect(personalDataIn({ evidence: [{ title: "a" }, { title: "138 1234 5678" }] })?.field).toBe("evidence.1.title");
    expect(personalDataIn({ reportNo: 1, progress: { text: "已公开" }, opinion: null })).toBeNull();
  });

  test("characters are counted as people count them", () => {
    expect(personalDataInText("𠮷𠮷13812345678")?.at).toBe(3);
  });

  test("so are the names of fields, which are text in a printed table", () => {
    expect(personalDataInTexts({ printed: { "张三 13812345678": "" } })?.field).toBe("printed.张三 13812345678");
  });

  test("ids and hashes are not checked, but digits and dashes that people type are", () => {
    expect(personalDataIn({ unitId: "13812345-6789-4000-8000-138123456789" })).toBeNull();
    expect(personalDataIn({ unitId: "aaaaaaaa-0000-4000-8000-a13812345678" })).toBeNull();
    expect(personalDataIn({ sourceSha256: `a13812345678b${"c".repeat(51)}` })).toBeNull();
    expect(personalDataIn({ reason: { text: "13812345678-13912345678-13712345678" } })?.field).toBe("reason.text");
  });

  test.each([
    ["over the path of a page", [{ title: "网站", path: ["首页", "139", "1234", "5678"] }], "evidence.0.path.1"],
    ["over the path, after words", [{ title: "网站", path: ["联系139", "1234", "5678号"] }], "evidence.0.path.0"],
    [
      "over the paths of several pieces",
      [
        { title: "甲", path: ["139"] },
        { title: "乙", path: ["1234"] },
        { title: "丙", path: ["5678"] },
      ],
      "evidence.0.path.0",
    ],
    ["over titles", [{ title: "139" }, { title: "1234" }, { title: "5678" }], "evidence.0.title"],
  ])("a number spread %s is found where it begins", (_how, evidence, field) => {
    expect(personalDataIn({ unitId: uuid(1), reportedOn: "2021-06-30", evidence })?.field).toBe(field);
  });

  test("the cells of a printed table are not read across", () => {
    const tasks = ["139", "1234", "5678"].map((cell) => ({ printed: { 数量: cell } }));
    expect(personalDataInTexts({ draft: { tasks } })).toBeNull();
  });
});

describe("the id of a command", () => {
  test.each([
    "report-1",
    "a_B-9",
    uuid(7),
    "13812345-6789-4000-8000-138123456789",
    "AAAAAAAA-0000-4000-8000-A13812345678",
    "x".repeat(100),
    "1625035200000-7",
  ])("may be %s", (id) => expect(commandId.safeParse(id).success).toBe(true));
  test.each([
    "",
    "x".repeat(101),
    "report by 13912345678",
    "填报-1",
    "a/1",
    "13912345678",
    "r-139-1234-5678",
    "a\ud842",
    "a\n",
  ])("may not be %j", (id) => expect(commandId.safeParse(id).success).toBe(false));
});

test.each(["7", "%37", " ,"])("a text of 10,000,000 times %j is searched whole", (sign) => {
  expect(holdsPersonalData(`${sign.repeat(10_000_000)} 联系人 13912345678`)).toBe(true);
  expect(isDigitsOnly(`${sign.repeat(10_000_000)}x`)).toBe(false);
});

test("a text is searched in time that grows with its length", () => {
  const shapes = ["1", "139-", "4111 ", "1\u200b", "%31", "2021-06-30 ", "1 ", "http://a/1111111111 字", "https://"];
  for (const shape of shapes) {
    const search = (times: number) => void holdsPersonalData(shape.repeat(times));
    expect(growthOf(search, 2000), shape).toBeLessThan(linear);
  }
});
