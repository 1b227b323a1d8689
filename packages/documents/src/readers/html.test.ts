// Web pages: what a browser shows of the text, in lines and tables, without the furniture of the site.
import { describe, expect, test } from "vitest";
import { toGb18030 } from "../../testing/gb18030.ts";
import { printed } from "../../testing/printed.ts";
import { readDocument } from "./read-document.ts";

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const read = (html: string): ReturnType<typeof printed> => printed(readDocument(utf8(html)));
const body = (html: string): ReturnType<typeof printed> => read(`<!doctype html><body>${html}`);
const table = (...rows: string[]): string =>
  `<table>${rows
    .map(
      (row) =>
        `<tr>${row
          .split("|")
          .map((words) => `<td>${words}</td>`)
          .join("")}</tr>`,
    )
    .join("")}</table>`;

describe("a paragraph", () => {
  test.each<[string, string, string[]]>([
    ["is a line", "<p>甲</p><div>乙<div>丙</div>丁</div>", ["甲", "乙", "丙", "丁"]],
    ["begins a new line at a break", "<p>甲<br>乙<br/>丙</p>", ["甲", "乙", "丙"]],
    ["joins the lines of the source as Chinese is written", "<p>加强\n  道路<span>\n巡查</span></p>", ["加强道路巡查"]],
    ["parts other words by one blank", "<p>No.\n 5   of  \n2031年</p>", ["No. 5 of 2031年"]],
    ["keeps the lines of preformatted text", "<pre>甲\t乙\n  丙</pre>", ["甲\t乙", "  丙"]],
    [
      "keeps a no-break blank and is blank with nothing else",
      "<p>甲&nbsp;乙</p><p>&nbsp;</p><p>　</p><p>丙</p>",
      ["甲\u00a0乙", "", "丙"],
    ],
    ["has the number of its list", "<ol><li>甲</li><li><p>乙</p></li><li>3. 丙</li></ol>", ["1. 甲", "2. 乙", "3. 丙"]],
    ["has the number where the list goes on", '<ol start="4" type="a"><li>甲<li value="9">乙</ol>', ["d. 甲", "i. 乙"]],
    ["has none where the list shows none", '<ol style="list-style: none"><li>甲</ol><ul><li>乙</ul>', ["甲", "乙"]],
  ])("%s", (_, html, lines) => {
    expect(body(html)).toEqual(lines);
  });
});

describe("left out is", () => {
  test.each([
    ["a script", "<script>甲</script>"],
    ["a style", "<style>甲</style>"],
    ["a comment of Word", "<!--[if gte mso 9]><xml>甲</xml><![endif]-->"],
    ["a hidden element", '<div hidden>甲</div><p style="color:red; display : none">乙</p>'],
    [
      "a field of a form",
      "<form><input value=甲><select><option>乙</select><textarea>丙</textarea><button>丁</button></form>",
    ],
    ["a menu", "<nav><ul><li><a href=#>首页</a><li><a href=#>公开</a></ul></nav>"],
    [
      "a menu that is one by its name",
      '<div class="main-nav clearfix"><a>首页</a> <a>公开</a></div><ul id="menu2"><li><a>互动</a></ul>',
    ],
    ["the place on the site", "<div>当前位置：<a>首页</a> > <a>公开</a></div>"],
    ["the row of commands", "<p>【字体：大 中 小】 打印本页 关闭窗口</p><p>分享到：</p>"],
    ["a path on the site without a name", "<div><a href=/>首页</a> > <a href=/zw>公开</a> > 正文</div>"],
    ["a menu without a name", "<div><a>走进云岭</a><a>公开</a></div><ul><li><a>另一篇通知</a></li></ul>"],
    ["what is before and behind it", "<p>上一篇：<a>另一篇</a></p>"],
    ["a foot", "<footer>版权所有 示例县人民政府 备案号：示0000</footer><div class=footer>主办单位</div>"],
    ["what was deleted", "<p><del>甲</del></p>"],
  ])("%s", (_, html) => {
    expect(body(`<p>正文</p>${html}`)).toEqual(["正文"]);
  });
});

describe("never left out is", () => {
  test.each<[string, string, (string | string[])[]]>([
    ["a table in a form around the whole page", `<form id=aspnetForm>${table("1|甲")}</form>`, [["1|甲"]]],
    ["a table within furniture", `<div class="nav">${table("1|甲")}</div>`, [["1|甲"]]],
    ["a paragraph within furniture", `<div id="header"><p>${"正文".repeat(25)}</p></div>`, ["正文".repeat(25)]],
    [
      "a title in a head of the text",
      '<header><h2>分解表</h2></header><div class="article-header">文号</div>',
      ["分解表", "文号"],
    ],
    [
      "what only a newer Word prints otherwise",
      "<p><![if !supportLists]><span>一、</span><![endif]>要求</p>",
      ["一、要求"],
    ],
    [
      "a title in a link, and a mark of Word",
      "<h2><a href=#>分解表</a></h2><p><a name=_Toc1>要求</a></p>",
      ["分解表", "要求"],
    ],
    ["a link within a sentence", "<p>见<a href=#>附件</a></p>", ["见附件"]],
    ["a cell that says a command", table("关闭|打印"), [["关闭|打印"]]],
  ])("%s", (_, html, blocks) => {
    expect(body(html)).toEqual(blocks);
  });
});

describe("a table", () => {
  test.each<[string, string, (string | string[])[]]>([
    ["has a line for each paragraph and break of a cell", table("<p>甲</p><p>乙</p>|丙<br>丁"), [["甲/乙|丙/丁"]]],
    [
      "spans rows and columns",
      "<table><tr><td rowspan=2>甲<td colspan=2>乙<tr><td>丙<td>丁</table>",
      [["甲|乙|^0,1", "^0,0|丙|丁"]],
    ],
    [
      "ends a span of no rows, and one that is too long, where it ends",
      "<table><tr><td rowspan=0>甲<td rowspan=9>乙<td>1<tr><td>2</table>",
      [["甲|乙|1", "^0,0|^0,1|2"]],
    ],
    [
      "ends a span at the end of its head",
      "<table><thead><tr><th rowspan=3>甲<th>乙</thead><tbody><tr><td>丙<td>丁</table>",
      [["甲|乙", "丙|丁"]],
    ],
    [
      "is no wider than its cells, whatever a span says",
      "<table><tr><td colspan=100>题<tr><td>甲<td>乙</table>",
      [["题|^0,0", "甲|乙"]],
    ],
    [
      "leaves what stands already where spans run into it",
      "<table><tr><td>甲<td rowspan=2>乙<td>丙<tr><td colspan=3>丁</table>",
      [["甲|乙|丙", "丁|^0,1|·"]],
    ],
    ["prints its foot last", "<table><tfoot><tr><td>末<td>2</tfoot><tbody><tr><td>首<td>1</table>", [["首|1", "末|2"]]],
    ["has its caption as text", `<table><caption>题</caption><tr><td>甲<td>乙</table>`, ["题", ["甲|乙"]]],
    ["fills up rows that are too short", table("1|2|3", "甲"), [["1|2|3", "甲|·|·"]]],
    [
      "is its content where it only arranges a page",
      table(`边栏|<p>正文</p>${table("1|甲", "2|乙")}`),
      ["边栏", "正文", ["1|甲", "2|乙"]],
    ],
    ["is its content in every layer", table(table(table("1|甲", "2|乙"))), [["1|甲", "2|乙"]]],
    ["is text with one cell in each row", table("甲", "乙"), ["甲", "乙"]],
    [
      "takes a small table in a cell for words",
      table(`1|${table("甲|乙")}`, "2|丙", "3|丁"),
      [["1|甲/乙", "2|丙", "3|丁"]],
    ],
    ["without a word is left out", `<p>文</p>${table("&nbsp;|　")}`, ["文"]],
    ["lets stray words stand before it", "<table>散<tr><td>甲<td>乙</table>", ["散", ["甲|乙"]]],
  ])("%s", (_, html, blocks) => {
    expect(body(html)).toEqual(blocks);
  });

  test("and each line says where it stands", () => {
    const document = readDocument(utf8(`<body><p>题</p><p>文</p>${table("1|甲<br>乙")}`));
    expect("places" in document && [...document.places.values()]).toEqual([
      { paragraph: 1 },
      { paragraph: 2 },
      { table: 1, row: 1, column: 1 },
      { table: 1, row: 1, column: 2 },
      { table: 1, row: 1, column: 2 },
    ]);
  });
});

describe("the title of the window", () => {
  const page = (title: string, html: string): ReturnType<typeof printed> =>
    read(`<html><head><title>${title}</title></head><body>${html}`);

  test("is a line where the page begins with a table that has none", () => {
    expect(page("水源保护任务分解表 - 示例县人民政府", table("1|甲"))).toEqual(["水源保护任务分解表", ["1|甲"]]);
  });

  test("is none where the page prints a title, or where it says nothing", () => {
    expect(page("示例县人民政府", `<h1>分解表</h1>${table("1|甲")}`)).toEqual(["分解表", ["1|甲"]]);
    expect(page("水源保护任务分解表", "<table><tr><td colspan=2>分解表<tr><td>1<td>甲</table>")).toEqual([
      ["分解表|^0,0", "1|甲"],
    ]);
    expect(page("无标题文档", table("1|甲"))).toEqual([["1|甲"]]);
  });
});

describe("an encoding", () => {
  const html = (charset: string): string =>
    `<html><head><meta charset="${charset}"></head><body><p>示例县清淤任务</p></body></html>`;
  const utf16 = (text: string): Uint8Array => new Uint8Array(Buffer.from(`\ufeff${text}`, "utf16le"));
  test.each<[string, Uint8Array]>([
    ["UTF-8", utf8(html("utf-8"))],
    ["UTF-8 with its mark", utf8(`\ufeff${html("utf-8")}`)],
    ["UTF-8 that says it is GB 2312, as browsers save it", utf8(html("gb2312"))],
    ["GB 2312", toGb18030(html("gb2312"))],
    [
      "GBK in the long form",
      toGb18030(html("x").replace(/<meta[^>]*>/, '<meta http-equiv="Content-Type" content="text/html; charset=gbk">')),
    ],
    ["GB18030 without a word of it", toGb18030(html("x").replace(/<meta[^>]*>/, ""))],
    ["UTF-16 with its mark", utf16(html("utf-16"))],
  ])("%s is read", (_, bytes) => {
    expect(printed(readDocument(bytes))).toEqual(["示例县清淤任务"]);
  });

  test("that is not read is named", () => {
    const big5 = Uint8Array.of(
      ...utf8('<html><meta charset="big5"><body>'),
      0xa4,
      0x75,
      0xa7,
      0x40,
      0xa5,
      0xf4,
      0xb0,
      0xc8,
    );
    expect(readDocument(big5)).toMatchObject({
      problem: { code: "UNSUPPORTED_ENCODING", messageZh: expect.stringContaining("BIG5") },
    });
  });
});

describe("a file is a page", () => {
  test.each<[string, string, string]>([
    ["by its first words", "<html><body>甲", "html"],
    [
      "behind the comment of a browser that saved it",
      "<!-- saved from url=(0021)http://a.example/ -->\n<html><body>甲",
      "html",
    ],
    ["where a table stands in it", `<p>甲</p>\n<p>乙</p>${table("1|2")}`, "html"],
    ["where it begins with a division", "<div class=x><p>甲</p></div>", "html"],
    ["but not for stray paragraphs in a text", "工作任务\t责任单位\n<p>甲</p>\t县公安局\n", "txt"],
    ["nor for words about a table", "说明 <table> 的写法\n甲\n", "txt"],
  ])("%s", (_, text, format) => {
    expect(readDocument(utf8(text))).toMatchObject({ format });
  });
});

test.each([
  ["nested without end", "<div>".repeat(300), "TOO_COMPLEX"],
  [
    "formatted over and over",
    `<body>${Array.from({ length: 300 }, (_, at) => `<p><font size=${at}>甲</p>`).join("")}`,
    "TOO_COMPLEX",
  ],
  [
    "with more columns than may be",
    `<table>${"<tr><td colspan=1000>甲<td colspan=1000>乙".repeat(600)}</table>`,
    "TOO_COMPLEX",
  ],
  ["of frames", "<html><frameset><frame src=a.htm></frameset></html>", "EMPTY_FILE"],
])("a page %s is refused", (_, html, code) => {
  expect(read(`<!doctype html>${html}`)).toEqual([code]);
});

test("a page of a government site is its title, its lines and its table", () => {
  const page = `<!DOCTYPE html><html><head><meta charset="utf-8"><title>通知_示例县人民政府</title><script>var a = "<table>";</script></head>
<body><div class="header"><div class="logo"><a href="/">示例县人民政府</a></div><div class="search"><input></div></div>
<div class="nav"><ul><li><a>首页</a></li><li><a>政务公开</a></li></ul></div>
<div class="breadcrumb">您现在的位置：<a>首页</a> &gt; <a>文件</a></div>
<div class="content"><h1>示例县2031年清淤任务分解表</h1><div class="info">发布日期：2031-01-05 <span class="share">分享</span></div>
<div class="TRS_Editor"><p style="text-indent:2em">　　各乡镇：</p>
<div class="table-wrap">${table("<p>序号</p>|<p>任务</p>|<p>责任单位</p>", "1|<p>疏浚<span>河道。</span></p>|<p>县水利局</p>")}</div>
<p>示例县人民政府办公室</p></div></div>
<div class="related"><h3>相关链接</h3><ul><li><a>甲</a></li></ul></div>
<div class="footer"><p>版权所有：示例县人民政府</p></div></body></html>`;
  expect(read(page)).toEqual([
    "示例县2031年清淤任务分解表",
    "发布日期：2031-01-05",
    "　　各乡镇：",
    ["序号|任务|责任单位", "1|疏浚河道。|县水利局"],
    "示例县人民政府办公室",
  ]);
});

test("a page of Word, and one of a spreadsheet program, is its lines and its table", () => {
  const word = `<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><meta charset="utf-8"><style><!-- p.MsoNormal{} --></style></head><body lang=ZH-CN>
<div class=WordSection1><p class=MsoNormal align=center><b><span>清淤任务
分解表<o:p></o:p></span></b></p><p class=MsoNormal><o:p>&nbsp;</o:p></p>
<table class=MsoTableGrid border=1><tr><td width=50><p class=MsoNormal>序号<o:p></o:p></p></td><td><p class=MsoNormal>任务<o:p></o:p></p></td></tr>
<tr><td><p class=MsoNormal>1<o:p></o:p></p></td><td><p class=MsoNormal>疏浚河道<span style='mso-hide:all'>无</span>。<o:p></o:p></p></td></tr></table></div></body></html>`;
  expect(read(word)).toEqual(["清淤任务分解表", ["序号|任务", "1|疏浚河道。"]]);
  const sheet = `<html xmlns:x="urn:schemas-microsoft-com:office:excel"><body><table><colgroup><col width=72></colgroup><tr height=19><td class=xl65>序号</td><td class=xl65 x:str>任务</td></tr><tr style='display:none'><td>0</td></tr><tr><td x:num>1</td><td>疏浚河道。</td></tr></table></body></html>`;
  expect(read(sheet)).toEqual([["序号|任务", "1|疏浚河道。"]]);
});
