// Web pages as offices publish them: what is around the text falls away, and a row that is not whole says so.
import { expect, test } from "vitest";
import { blocking } from "../../testing/notice.ts";
import { readAs, told } from "../../testing/told.ts";

const TITLE = "云岭县2031年重点工作任务分解表";
const row = (words: string): string =>
  `<tr>${words
    .split("|")
    .map((cell) => `<td>${cell}</td>`)
    .join("")}</tr>`;
const HEAD = "序号|工作任务|牵头单位|配合单位|完成时限";
const table = (...rows: string[]): string => `<table>${rows.map(row).join("")}</table>`;
const TABLE = table(
  HEAD,
  "1|推进老旧小区改造。|县住房城乡建设局|县财政局|6月底前",
  "2|开展河道巡查。|县水利局|县公安局|9月底前",
);

function read(body: string) {
  const draft = readAs(new TextEncoder().encode(`<!doctype html><html><body>${body}</body></html>`));
  if (typeof draft === "string") throw new Error(draft);
  return draft;
}

test.each([
  [
    "the place on the site in a div without a name",
    `<div><a href=/>首页</a> &gt; <a href=/zw>政务公开</a> &gt; 正文</div>`,
  ],
  ["the place on the site, one link a div", `<div>当前位置：</div><div><a>首页</a></div><div><a>政务公开</a></div>`],
  ["a menu of links", `<div><a>网站首页</a><a>领导之窗</a><a>办事指南</a></div>`],
  ["a menu that is a list", `<ul><li><a>要闻</a></li><li><a>云岭概况</a></li></ul>`],
])("above the title: %s", (_, around) => {
  const draft = read(`${around}<p>${TITLE}</p>${TABLE}`);
  expect([draft.plan.title, draft.tasks.length, blocking(draft)]).toEqual([TITLE, 2, []]);
});

test.each([
  "<p>发布时间：2031-03-01　来源：县政府办公室　浏览次数：122次</p>",
  "<p>2031-03-01 10:22 来源：县政府办公室 字体：[<a>大</a> <a>中</a>]</p>",
  "<p>日期：2031-03-01</p>",
])("between the title and the table: %s", (byline) => {
  const draft = read(`<h2>${TITLE}</h2>${byline}${TABLE}`);
  expect([draft.plan.title, draft.tasks.length, blocking(draft)]).toEqual([TITLE, 2, []]);
});

test.each([
  "<p>上一篇：<a>关于公布2031年文件清单的通知</a></p><p>下一篇：没有了</p>",
  "<p>相关链接</p><ul><li><a>图解：云岭县2031年重点工作任务分解表</a></li></ul>",
  "<p>责任编辑：甲某</p><div>主办：云岭县人民政府 备案号：示ICP备00000号</div>",
])("below the table: %s", (around) => {
  const draft = read(`<p>${TITLE}</p>${TABLE}${around}`);
  expect([draft.tasks.length, blocking(draft)]).toEqual([2, []]);
});

test("a title, a unit and a note in links are text", () => {
  const draft = read(`<h1><a href=#>${TITLE}</a></h1>${TABLE.replace("县水利局", "<a href=/slj>县水利局</a>")}`);
  expect(draft.plan.title).toBe(TITLE);
  expect(draft.tasks[1]?.units.map(({ name }) => name)).toEqual(["县水利局", "县公安局"]);
});

test("a row that lacks a cell is placed by its words, and asks", () => {
  const rows = [
    "1|推进甲事。|县住房城乡建设局|县财政局|6月底前",
    "推进乙事。|县水利局|县公安局|9月底前",
    "3|推进丙事。|县民政局|9月底前",
  ];
  const draft = read(`<p>${TITLE}</p>${table(HEAD, ...rows)}`);
  expect(draft.tasks.map(({ text, deadline }) => `${text} ${deadline.date}`)).toEqual([
    "推进甲事。 2031-06-30",
    "推进乙事。 2031-09-30",
    "推进丙事。 2031-09-30",
  ]);
  expect(draft.warnings.filter(({ code }) => code === "ROW_UNEVEN").map((warning) => warning.row)).toEqual([2, 3]);
});

test("a span that is too long makes the rows below it ask", () => {
  const rows = [
    "<tr><td rowspan=3>城建<td>1<td>推进甲事。<td>县财政局<td>6月底前",
    "<tr><td>2<td>推进乙事。<td>县水利局<td>9月底前",
    "<tr><td>民生<td>3<td>推进丙事。<td>县民政局<td>9月底前",
  ].join("");
  const draft = read(`<p>${TITLE}</p><table>${row("类别|序号|工作任务|责任单位|完成时限")}${rows}</table>`);
  expect(draft.warnings.filter(({ code }) => code === "ROW_UNEVEN").map((warning) => warning.row)).toEqual([3]);
});

test("a row without its remark is whole", () => {
  const rows = ["1|推进甲事。|县财政局|续建", "2|推进乙事。|县水利局"];
  const draft = read(`<p>${TITLE}</p>${table("序号|工作任务|责任单位|备注", ...rows)}`);
  expect(blocking(draft)).toEqual([]);
});

test("the heads over marks are the units of a row, under a head over all of them", () => {
  const head = "<tr><td rowspan=2>序号<td rowspan=2>工作任务<td colspan=2>责任单位<tr><td>县教育局<td>县水利局";
  const draft = read(`<p>${TITLE}</p><table>${head}${row("1|推进甲事。|√|√")}${row("2|推进乙事。||√")}</table>`);
  expect(draft.tasks.map(({ units }) => units.map(({ name, relation }) => `${name} ${relation}`))).toEqual([
    ["县教育局 responsible", "县水利局 responsible"],
    ["县水利局 responsible"],
  ]);
  expect(blocking(draft)).toEqual([]);
});

test("a table above that names units under heads of which none is known to be a task is said to be left out", () => {
  const other = table("序号|隐患点|位置|责任单位", "1|河堤|城北|县水利局", "2|桥梁|城南|县交通运输局");
  const draft = read(`<p>附件1</p>${other}<p>附件2</p><p>${TITLE}</p>${TABLE}`);
  expect([draft.tasks.length, blocking(draft)]).toEqual([2, ["ROWS_LEFT_OUT null"]]);
});

test("a table in two halves side by side is refused", () => {
  const twin = table(`${HEAD}|${HEAD}`, "1|甲事。|县财政局||6月底前|2|乙事。|县水利局||9月底前");
  expect(readAs(`<!doctype html><html><body><p>${TITLE}</p>${twin}</body></html>`)).toBe("TABLE_NOT_READABLE");
});

test("rows that name units, in a table without a column of them, give them to the rows below", () => {
  const across = (words: string) => `<tr><td colspan="3">${words}</td></tr>`;
  const draft = read(
    `<p>${TITLE}</p><table>${row("序号|工作任务|完成时限")}${across("一、县教育局（2项）")}${row("1|新建校舍。|6月底前")}${row("2|新增学位。|9月底前")}${across("二、县水利局")}${row("3|开展巡查。|9月底前")}</table>`,
  );
  expect(told(draft)).toEqual([
    "一 1 新建校舍。 ｜ 责 县教育局 ｜ 2031-06-30",
    "一 2 新增学位。 ｜ 责 县教育局 ｜ 2031-09-30",
    "二 3 开展巡查。 ｜ 责 县水利局 ｜ 2031-09-30",
  ]);
  expect(draft.warnings.map(({ code, row: at }) => `${code} ${at}`)).toEqual(
    expect.arrayContaining(["UNITS_FROM_HEADING 1", "UNITS_FROM_HEADING 2", "UNITS_FROM_HEADING 3"]),
  );
});
