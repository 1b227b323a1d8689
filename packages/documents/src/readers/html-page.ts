// What of a web page is not the document: what is never printed, and the furniture of the site around the text.
import { attributeOf, type HtmlElement, type HtmlNode } from "./html-tree.ts";

/** Elements that print nothing, or nothing that an office wrote. */
const UNPRINTED = new Set([
  ...["head", "title", "meta", "link", "base", "script", "style", "noscript", "template", "iframe", "frame"],
  ...["frameset", "noframes", "object", "embed", "applet", "audio", "video", "canvas", "svg", "math", "map"],
  ...["select", "option", "datalist", "button", "input", "textarea", "progress", "meter", "rp", "rt", "del"],
]);

const FURNITURE = new Set(["nav", "header", "footer", "aside", "menu"]);
const FURNITURE_ROLES = new Set([
  ...["navigation", "banner", "contentinfo", "search", "complementary", "menu", "menubar", "toolbar", "dialog"],
]);
/** Elements that are furniture where their class or id says so; a table and what is in it never are. */
const NAMED = new Set(["div", "ul", "ol", "dl", "p", "section", "span", "form", "fieldset"]);
/** One class name or id, without figures at its end, such as `nav`, `main-menu` or `footer2`. */
const NAMES =
  /^(?:.*[-_])?(?:navs?|navi|navbar|navigation|topnav|subnav|menus?|breadcrumbs?|crumbs?|mbx|weizhi|share|bdsharebuttonbox|bshare|footer|copyright|sidebar|search|login|pager|pagination|qrcode|ewm|gotop|backtop)$/i;
/** Names of the furniture only where they stand alone: `content-top` is a part of the text. */
const BARE_NAMES =
  /^(?:header|top|banner|topbar|toolbar|location|position|foot|bottom|side|leftbar|rightbar|related)$/i;

/** Whether an element and all it holds is left out. */
export function isLeftOut(element: HtmlElement): boolean {
  const name = element.tagName;
  return UNPRINTED.has(name) || isHidden(element) || (isFurniture(element) && !holdsBody(element));
}

function isHidden(element: HtmlElement): boolean {
  if (attributeOf(element, "hidden") !== undefined) return true;
  const style = attributeOf(element, "style");
  return style !== undefined && /(?:^|[;\s])(?:display\s*:\s*none|mso-hide\s*:\s*all)/i.test(style.slice(0, 4000));
}

function isFurniture(element: HtmlElement): boolean {
  if (FURNITURE.has(element.tagName)) return true;
  if (FURNITURE_ROLES.has(attributeOf(element, "role") ?? "")) return true;
  if (!NAMED.has(element.tagName)) return false;
  const names = `${attributeOf(element, "class") ?? ""} ${attributeOf(element, "id") ?? ""}`.slice(0, 300);
  return names.split(/\s+/).some((name) => {
    const bare = name.replace(/\d+$/, "");
    return NAMES.test(bare) || BARE_NAMES.test(bare);
  });
}

/** Words outside links in one piece: more than any menu or line of copyright has. */
const BODY_WORDS = 40;
/** Elements and texts: more than any menu has, so that nested ones are not looked through over and over. */
const MAX_FURNITURE = 20_000;

/**
 * Whether something that is named like furniture holds the text all the same: a table, a heading, or a
 * paragraph. Menus have headings as well, but none of the first level. Sites give such names to what is around everything as well, and nothing of the text may be lost.
 */
function holdsBody(element: HtmlElement): boolean {
  const isAbove =
    element.tagName === "header" || /(?:^|\s)(?:header|top|banner)/i.test(attributeOf(element, "class") ?? "");
  if (element.childNodes.length > MAX_FURNITURE) return true;
  const waiting: HtmlNode[] = [...element.childNodes];
  let seen = element.childNodes.length;
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if ("value" in node) {
      if (node.value.trim().length >= BODY_WORDS && !/版权|备案|ICP|网站标识码|copyright/i.test(node.value))
        return true;
    } else if ("tagName" in node) {
      if (node.tagName === "table" || node.tagName === "h1") return true;
      if (isAbove && /^h[23]$/.test(node.tagName)) return true;
      if (node.tagName === "a" || UNPRINTED.has(node.tagName)) continue;
      seen += node.childNodes.length;
      if (seen > MAX_FURNITURE) return true;
      for (const child of node.childNodes) waiting.push(child);
    }
  }
  return false;
}

/** Where a reader is on the site; where else to go from here; who keeps the site. */
const AROUND_TEXT = [
  /^\s*(?:您)?(?:现在|当前)?(?:所在)?(?:的)?位置(?:是)?\s*[:：]/,
  /^\s*(?:网站)?首页\s*(?:$|[>＞|｜/»›→·-])/,
  /^\s*上一[篇条页则]\s*(?:$|[:：])|^\s*下一[篇条页则]\s*(?:$|[:：])/,
  /^\s*(?:相关(?:链接|阅读|文章|文件|稿件|信息|解读|新闻)|网站地图|分享到?|扫一扫[^。]{0,20})\s*[:：]?\s*$/,
  /^\s*(?:版权所有|主办(?:单位)?|承办(?:单位)?|网站标识码|备案序?号)[^。]{0,80}(?:ICP|备案|公网安备|标识码|版权所有|Copyright)/i,
  /^\s*版权所有[:：\s]/,
  /^\s*(?:[【[]?责任编辑|[【[]?编辑)\s*[:：][^。]{0,20}$/,
];
const COMMANDS =
  /打印(?:本页|文章|此页)?|关闭(?:窗口|本页)?|收藏(?:本页)?|分享(?:到|至)?|字号|字体|返回(?:顶部|列表|首页)?|扫一扫在手机打开当前页|默认|大|中|小/g;

/** Whether a line outside tables is furniture: the place on the site, its imprint, or commands 「【字体：大 中 小】打印 关闭」. */
export function isCommandLine(line: string): boolean {
  if (line.length > 200) return false;
  if (AROUND_TEXT.some((words) => words.test(line))) return true;
  if (!/打印|关闭|分享|字号|字体|扫一扫/.test(line)) return false;
  return line.replace(COMMANDS, "").replace(/[\s\u3000|｜【】[\]（）():：/、·]/g, "") === "";
}

/** The words of a link that leads to a part of a site. */
const PART_OF_SITE =
  /^(?:网站|返回)?(?:首页|主页)$|^(?:政务|政府|信息|党务)?(?:公开|服务|要闻|动态|文件)$|^(?:要闻动态|新闻中心|新闻动态|公告公示|通知公告|互动交流|政民互动|办事服务|在线服务|专题专栏|数据开放|无障碍(?:阅读|浏览)?|长者模式|关怀版|登录|注册|简体|繁體|繁体|English|手机版|更多|网站地图|联系我们|使用帮助|走进.{1,6})$/;
/** The most signs in a link of a menu, and in an entry of a list of other pages. */
const MENU_LINK = 8;
const LISTED_LINK = 80;

/**
 * Whether a paragraph all of whose words stand in so many links only leads elsewhere: several short ones beside one
 * another, an entry of a list of links, or the name of a part of the site. A title may be a link as well.
 */
export function isMenu(text: string, links: number, isItem: boolean): boolean {
  const words = text.replace(/[\s>＞|｜/»›·•→]+/g, "");
  if (isItem) return words.length <= LISTED_LINK * links;
  return (links > 1 && words.length <= MENU_LINK * links) || PART_OF_SITE.test(words);
}

/** The title of a page without the name of the site, where it is one; otherwise undefined. */
export function pageTitle(title: string): string | undefined {
  const [first = ""] = title
    .replace(/\s+/g, " ")
    .trim()
    .split(/ ?[-_|—–] ?/);
  const han = first.match(/[\u4e00-\u9fff]/g)?.length ?? 0;
  return han < 4 || /^(?:无标题|新建|未命名|工作簿|文档)/.test(first) ? undefined : first;
}
