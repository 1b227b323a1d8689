// Notices as other offices may send them, with what the five notices of 2021 do not show.
import { describe, expect, test } from "vitest";
import { blocking, draftOf, rowsWith, taskOf } from "../testing/notice.ts";

/** A table with one cell a line, each after a tab. */
function lined(...rows: readonly (readonly string[])[]): string {
  return `2022年任务分解表\n\n${rows.map((row) => `${row.map((cell) => `\t${cell}`).join("\n")}\n`).join("\n")}`;
}

/** A table with one row a line. */
function rowed(...rows: readonly (readonly string[])[]): string {
  return `2022年任务分解表\n\n${rows.map((row) => row.join("\t")).join("\n")}\n`;
}

const HEADER = ["工作任务", "责任单位", "完成时限"] as const;
const SECOND = ["2.推进乙事。", "县民政局", "7月底"] as const;

describe("one cell that names leading and other units", () => {
  test.each([
    ["labels after a blank", "牵头单位：县财政局 配合单位：县民政局、县司法局"],
    ["labels on lines of their own", "牵头单位：县财政局\n配合单位：县民政局、县司法局"],
    ["labels after a semicolon", "牵头：县财政局；配合：县民政局、县司法局"],
    ["verbs", "县财政局牵头，县民政局、县司法局参与"],
    ["verbs around the names", "由县财政局牵头负责，会同县民政局、县司法局落实"],
    ["brackets", "县财政局（牵头），县民政局、县司法局"],
  ])("%s", (_, cell) => {
    const draft = draftOf(lined(HEADER, ["1.推进甲事。", cell, "6月底"], SECOND));
    expect(taskOf(draft, 1)).toMatchObject({ leadUnits: ["县财政局"], responsibleUnits: ["县民政局", "县司法局"] });
    expect(blocking(draft)).toEqual([]);
    expect(draft.coverage.attributed).toBe(draft.coverage.characters);
  });

  test("a county called 会同 keeps its name", () => {
    const draft = draftOf(lined(HEADER, ["1.推进甲事。", "会同县财政局，会同县民政局", "6月底"], SECOND));
    expect(taskOf(draft, 1).responsibleUnits).toEqual(["会同县财政局", "会同县民政局"]);
  });
});

test.each([
  ["1.", "2.", "3."],
  ["（1）", "（2）", "（3）"],
  ["1）", "2）", "3）"],
  ["①", "②", "③"],
  ["⒈", "⒉", "⒊"],
  ["⑴", "⑵", "⑶"],
  ["1200.", "1201.", "1202."],
])("tasks numbered %s %s %s", (...numbers) => {
  const draft = draftOf(lined(HEADER, ...numbers.map((no) => [`${no}推进甲事。`, "县财政局", "6月底"])));
  const first = numbers[0] === "1200." ? 1200 : 1;
  expect(draft.tasks.map(({ no }) => no)).toEqual([0, 1, 2].map((more) => String(first + more)));
  expect(draft.tasks.map(({ text }) => text)).toEqual(numbers.map(() => "推进甲事。"));
});

test("offices below a bureau are units under 责任科室, wherever that column stands", () => {
  const draft = draftOf(
    rowed(
      ["序号", "责任科室", "工作内容", "办理时限", "工作要求", "备注"],
      ["1", "办公室、财务科", "公开年度预算。", "6月底前", "按时公开", ""],
      ["2", "法规股", "公示执法。", "长期坚持", "", "重点"],
    ),
  );
  expect(draft.tasks.map(({ responsibleUnits }) => responsibleUnits)).toEqual([["办公室", "财务科"], ["法规股"]]);
  expect(draft.tasks.map(({ deadline }) => deadline.date ?? deadline.kind)).toEqual(["2022-06-30", "ongoing"]);
  expect(blocking(draft)).toEqual([]);
});

test("the year in a title is read in any kind of digits", () => {
  for (const year of ["２０２２", "二〇二二"]) {
    const draft = draftOf(rowed(HEADER, ["1.推进甲事。", "县财政局", "6月底"]).replace("2022", year));
    expect(taskOf(draft, 1).deadline.date).toBe("2022-06-30");
  }
});

test("a page number and a header printed again in other words are not tasks", () => {
  const again = ["工作任务", "责任单位", "完成时间"].map((word) => `\t${word}`).join("\n");
  const draft = draftOf(
    lined(HEADER, ["1.推进甲事。", "县财政局", "6月底"], SECOND).replace("\t2.", `— 3 —\n\n${again}\n\n\t2.`),
  );
  expect(draft.tasks).toHaveLength(2);
  expect(draft.unread).toEqual([]);
});

test("a heading repeated in every row is one heading, and no page break is reported", () => {
  const draft = draftOf(
    rowed(
      ["工作类别", "工作任务", "责任单位", "完成时限"],
      ["一、服务", "1.推进甲事。", "县财政局", "6月底"],
      ["一、服务", "2.推进乙事。", "县财政局", "6月底"],
      ["一、服务", "3.推进丙事。", "县财政局", "6月底"],
      ["二、监管", "4.推进丁事。", "县民政局", "6月底"],
      ["二、监管", "5.推进戊事。", "县民政局", "6月底"],
    ),
  );
  expect(draft.sections.map(({ no }) => no)).toEqual(["一", "二"]);
  expect(draft.tasks.map(({ section }) => section)).toEqual(["一", "一", "一", "二", "二"]);
  expect(rowsWith(draft, "HEADING_REPEATED")).toEqual([]);
});

test("a signature under the table is not a row, and says who issued it and when", () => {
  const tail = "\n附件：1.任务清单\n      2.联系表\n\n某县人民政府办公室\n2022年3月1日\n（此件公开发布）\n";
  for (const table of [lined, rowed]) {
    const draft = draftOf(table(HEADER, ["1.推进甲事。", "县财政局", "6月底"], SECOND) + tail);
    expect(draft.plan).toMatchObject({ issuer: "某县人民政府办公室", issuedOn: "2022-03-01" });
    expect(draft.tasks).toHaveLength(2);
    expect(draft.unread).toEqual([]);
  }
});

test("a note under the table comes back unread", () => {
  const draft = draftOf(`${rowed(HEADER, ["1.推进甲事。", "县财政局", "6月底"], SECOND)}\n注：每月报送。\n`);
  expect(draft.unread).toEqual([{ lines: [7, 7], text: "注：每月报送。" }]);
});

describe("two tables in one document", () => {
  const other = ["工作任务", "牵头单位", "责任单位"];
  const FIRST = ["1.推进甲事。", "县财政局", "6月底"];

  test.each([
    ["one cell a line", lined],
    ["one row a line", rowed],
  ])("%s, with other columns, are both read", (_, table) => {
    const draft = draftOf(`${table(HEADER, FIRST, SECOND)}\n${table(other, ["1.完成丙事。", "县水利局", "县民政局"])}`);
    expect(
      draft.tasks.map(({ row, no, leadUnits, responsibleUnits }) => [row, no, leadUnits, responsibleUnits]),
    ).toEqual([
      [1, "1", [], ["县财政局"]],
      [2, "2", [], ["县民政局"]],
      [3, "1", ["县水利局"], ["县民政局"]],
    ]);
    expect(draft.unread).toEqual([]);
    expect(blocking(draft)).toEqual([]);
  });

  test("with the same columns and titles of their own are both read, and each counts for itself", () => {
    const second = rowed(HEADER, ["1.完成丙事。", "县水利局", "9月底"]).replace(
      "2022年任务分解表",
      "附件2\n2022年整改清单",
    );
    const draft = draftOf(`${rowed(HEADER, FIRST, SECOND)}\n${second}`);
    expect(draft.tasks.map(({ no }) => no)).toEqual(["1", "2", "1"]);
    expect(draft.plan.title).toBe("2022年任务分解表");
    expect(draft.unread).toEqual([]);
    expect(blocking(draft)).toEqual([]);
  });
});

test("a heading over the table is not its title, which stands above the introduction", () => {
  const intro = "2022年任务方案\n为推进工作，制定本方案。\n一、总体要求\n（一）坚持统筹。\n二、任务分工";
  const draft = draftOf(
    rowed(HEADER, ["1.推进甲事。", "县财政局", "6月底"], SECOND).replace("2022年任务分解表", intro),
  );
  expect(draft.plan.title).toBe("2022年任务方案");
  expect(taskOf(draft, 1).deadline.date).toBe("2022-06-30");
});

test("an article and the table in its annex are both read, with the signature between them", () => {
  const article = [
    "某县2022年节水方案",
    "一、农业节水",
    "1．改造灌区渠道。（县水务局牵头，县财政局配合）",
    "2．推广喷灌滴灌。（县农业农村局负责，9月底前完成）",
    "某县人民政府办公室",
    "2022年3月1日",
    "附件",
  ].join("\n");
  const draft = draftOf(`${article}\n${rowed(HEADER, ["1.推进甲事。", "县财政局", "6月底"], SECOND)}`);
  expect(draft.tasks.map(({ no, part = 1, text }) => [part, no, text])).toEqual([
    [1, "1", "改造灌区渠道。"],
    [1, "2", "推广喷灌滴灌。"],
    [2, "1", "推进甲事。"],
    [2, "2", "推进乙事。"],
  ]);
  expect(draft.plan).toMatchObject({
    title: "某县2022年节水方案",
    issuer: "某县人民政府办公室",
    issuedOn: "2022-03-01",
  });
  expect(draft.unread).toEqual([]);
});

describe("what is read once and not mistaken for something else", () => {
  const cellsOf = (cell: string, deadline = "6月底") =>
    taskOf(draftOf(rowed(HEADER, ["1.推进甲事。", cell, deadline], SECOND)), 1);

  test.each([
    ["县工信局、商务局", ["县工信局", "商务局"]],
    ["县商业银行、商业局", ["县商业银行", "商业局"]],
    ["县住建局、县财政局、县住建局", ["县住建局", "县财政局"]],
    ["县住建局（张某某13800000000）", ["县住建局"]],
  ])("the units of %s", (cell, units) => {
    const task = cellsOf(cell);
    expect(task.responsibleUnits).toEqual(units);
    expect(JSON.stringify(task)).not.toContain("张某某");
  });

  test("会办 is what a unit does, and no office", () => {
    expect(cellsOf("县住建局主办，县财政局会办")).toMatchObject({
      leadUnits: ["县住建局"],
      responsibleUnits: ["县财政局"],
    });
  });

  test("whoever is helped leads, unless another column names the lead", () => {
    const cell = "县财政局配合县住建局";
    expect(cellsOf(cell)).toMatchObject({ leadUnits: ["县住建局"], responsibleUnits: ["县财政局"] });
    const beside = (lead: string) =>
      taskOf(draftOf(rowed(["工作任务", "牵头单位", "责任单位"], ["1.推进甲事。", lead, cell])), 1);
    expect(beside("县审计局")).toMatchObject({ leadUnits: ["县审计局"], responsibleUnits: ["县财政局", "县住建局"] });
    expect(beside("—")).toMatchObject({ leadUnits: ["县住建局"], responsibleUnits: ["县财政局"] });
  });

  test.each([
    ["县住建局（1-3项）、县财政局", "UNIT_REMARK"],
    ["各乡镇（城关镇除外）", "GROUP_REMARK"],
  ])("what %s leaves open is warned of", (cell, code) => {
    const draft = draftOf(rowed(HEADER, ["1.推进甲事。", cell, "6月底"], SECOND));
    expect(rowsWith(draft, code)).toEqual([1]);
  });

  test("a time to begin is no deadline, in a column of its own or in words", () => {
    const draft = draftOf(
      rowed(["工作任务", "责任单位", "启动时间", "完成时间"], ["1.推进甲事。", "县财政局", "3月1日", "10月底"]),
    );
    expect(taskOf(draft, 1).deadline.date).toBe("2022-10-31");
    expect(cellsOf("县财政局", "不早于6月1日").deadline.date).toBeNull();
  });

  test.each(["10月1日零时前", "6月30日（暂定）", "12月中下旬", "6月底前或验收后", "6月底前不得开工"])(
    "what %s leaves open is warned of",
    (deadline) => {
      const draft = draftOf(rowed(HEADER, ["1.推进甲事。", "县财政局", deadline], SECOND));
      expect(rowsWith(draft, "DEADLINE_PARTLY_READ")).toEqual([1]);
    },
  );

  test("a project's ledger names who builds it and whose project it is", () => {
    const draft = draftOf(
      rowed(
        ["项目名称", "建设内容", "建设单位", "主管部门", "完成时限"],
        ["建桥", "架设主梁。", "县交投公司", "县交通运输局", "6月底"],
      ),
    );
    expect(taskOf(draft, 1).units.map(({ name, relation }) => [name, relation])).toEqual([
      ["县交投公司", "responsible"],
      ["县交通运输局", "supervising"],
    ]);
  });

  test("the first named does not lead where a column says who does", () => {
    const text = rowed(["工作任务", "牵头单位", "配合单位"], ["1.推进甲事。", "县财政局", "县民政局"]);
    const draft = draftOf(`${text}注：列第一位者为牵头单位。\n`);
    expect(taskOf(draft, 1)).toMatchObject({ leadUnits: ["县财政局"], responsibleUnits: ["县民政局"] });
  });

  test("a remark on who leads stands between a label and its colon too", () => {
    const draft = draftOf(
      "某县2022年方案\n一、任务\n1.修路。\n责任单位（列第一位者为牵头单位）：县交通局、县水利局\n2.建桥。\n责任单位：县交通局、县水利局\n",
    );
    expect(draft.tasks.map(({ text, leadUnits, responsibleUnits }) => [text, leadUnits, responsibleUnits])).toEqual([
      ["修路。", ["县交通局"], ["县水利局"]],
      ["建桥。", [], ["县交通局", "县水利局"]],
    ]);
    expect(draft.coverage.attributed).toBe(draft.coverage.characters);
  });

  test("a further table is of the year that its title prints", () => {
    const table = rowed(HEADER, ["1.推进甲事。", "县财政局", "6月底"], SECOND);
    const draft = draftOf(`${table}\n${table.replace("2022", "2023")}`);
    expect(draft.tasks.map(({ deadline }) => deadline.date)).toEqual([
      "2022-06-30",
      "2022-07-31",
      "2023-06-30",
      "2023-07-31",
    ]);
  });
});
