// Files of every format that something has happened to: bytes flipped, members of archives lost, attributes grown, bombs.
import { readFileSync } from "node:fs";
import { strFromU8, strToU8, unzipSync } from "fflate";
import { toGb18030 } from "./gb18030.ts";
import { zipOf } from "./office-files.ts";

/** A file that was changed, and how. */
export interface ChangedFile {
  readonly name: string;
  readonly how: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

type Next = (below: number) => number;

/** A generator of numbers below a bound, the same for a seed each time. */
function numbers(seed: number): Next {
  let state = Math.imul(seed, 2654435761) + 1;
  return (below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % Math.max(1, below);
  };
}

const ROWS = [1, 2, 3, 4, 5, 6].map((no) => [
  `${no}`,
  `推进第${no}项工作。`,
  "示例县财政局",
  "示例县水利局、示例县司法局",
  "2031年6月底前",
]);
const HEADS = ["序号", "工作任务", "牵头单位", "责任单位", "完成时限"];
const TEXT = `示例县2031年任务分解表\n${[HEADS, ...ROWS].map((row) => row.join("\t")).join("\n")}\n`;
const ARTICLE = `示例县2031年工作要点\n一、任务\n${ROWS.map(([no, task, lead]) => `${no}.${task}（${lead}牵头）`).join("\n")}\n`;
const tableRow = (row: readonly string[]) => `<tr>${row.map((cell) => `<td>${cell}</td>`).join("")}</tr>`;
const PAGE = `<!doctype html><meta charset="utf-8"><title>示例县2031年任务分解表</title><nav><a href="https://example.invalid/a">首页</a></nav><img src="http://127.0.0.1:9/x"><table>${[HEADS, ...ROWS].map(tableRow).join("")}</table><script src="file:///etc/hostname"></script>`;

const file = (name: string) => new Uint8Array(readFileSync(new URL(`./files/${name}`, import.meta.url)));
const DOCX = unzipSync(file("numbered-table.docx"));
const XLSX = unzipSync(file("dated-sheets.xlsx"));
type Parts = Readonly<Record<string, Uint8Array>>;

/** The file of a seed. */
export function changedFile(seed: number): ChangedFile {
  const next = numbers(seed);
  const [kind, make] = KINDS[seed % KINDS.length] ?? KINDS[0];
  const { name, bytes } = make(next);
  return { name, how: kind, bytes: Uint8Array.from(bytes) };
}

interface Made {
  readonly name: string;
  readonly bytes: Uint8Array;
}

const KINDS: readonly [[string, (next: Next) => Made], ...(readonly [string, (next: Next) => Made])[]] = [
  [
    "bytes of a text",
    (next) => ({ name: "a.txt", bytes: changedBytes(encoded(next(2) ? TEXT : ARTICLE, next), next) }),
  ],
  ["bytes of a page", (next) => ({ name: "a.html", bytes: changedBytes(encoded(PAGE, next), next) })],
  [
    "bytes of an archive",
    (next) => archive(next, (parts, name) => ({ name, bytes: changedBytes(zipOf(parts), next) })),
  ],
  ["bytes of a part", (next) => inPart(next, (part) => changedBytes(part, next))],
  ["a part cut short", (next) => inPart(next, (part) => part.slice(0, next(part.length)))],
  ["two parts swapped", (next) => archive(next, (parts, name) => ({ name, bytes: zipOf(swapped(parts, next)) }))],
  ["a part renamed", (next) => archive(next, (parts, name) => ({ name, bytes: zipOf(renamed(parts, next)) }))],
  ["an attribute grown", (next) => inPart(next, (part) => strToU8(grown(strFromU8(part), next)))],
  ["huge spans in a page", (next) => ({ name: "a.html", bytes: strToU8(spanned(PAGE, next)) })],
  ["huge spans in a part", (next) => inPart(next, (part) => strToU8(spanned(strFromU8(part), next)))],
  ["nested tables", (next) => ({ name: "a.html", bytes: strToU8(PAGE.replace("</table>", nested(next))) })],
  ["entities", (next) => inPart(next, (part) => strToU8(withEntities(strFromU8(part), next)))],
  ["an archive that unpacks to much", bomb],
  ["another file's kind", (next) => ({ name: "a.docx", bytes: next(2) ? strToU8(PAGE) : zipOf({ "a.txt": TEXT }) })],
];

const encoded = (text: string, next: Next) => (next(3) === 0 ? toGb18030(text) : strToU8(text));

function archive(next: Next, make: (parts: Parts, name: string) => Made): Made {
  return next(2) ? make(DOCX, "a.docx") : make(XLSX, "a.xlsx");
}

function inPart(next: Next, change: (part: Uint8Array) => Uint8Array): Made {
  return archive(next, (parts, name) => {
    const names = Object.keys(parts).filter((each) => /\.(?:xml|rels)$/.test(each));
    const chosen = names[next(names.length)] ?? "";
    return { name, bytes: zipOf({ ...parts, [chosen]: change(parts[chosen] ?? new Uint8Array()) }) };
  });
}

/** Bytes with one to eight stretches flipped, cut out, doubled, or copied elsewhere. */
function changedBytes(bytes: Uint8Array, next: Next): Uint8Array {
  let now = bytes;
  for (let times = 1 + next(8); times > 0; times--) {
    const at = next(now.length);
    const end = Math.min(now.length, at + 1 + next(next(4) === 0 ? 400 : 12));
    const piece = now.slice(at, end);
    const way = next(4);
    if (way === 0) {
      now = now.slice();
      now[at] = (now[at] ?? 0) ^ (1 << next(8));
    } else if (way === 1) now = Uint8Array.from([...now.subarray(0, at), ...now.subarray(end)]);
    else {
      const to = way === 2 ? end : next(now.length);
      now = Uint8Array.from([...now.subarray(0, to), ...piece, ...now.subarray(to)]);
    }
  }
  return now;
}

function swapped(parts: Parts, next: Next): Parts {
  const names = Object.keys(parts);
  const one = names[next(names.length)] ?? "";
  const other = names[next(names.length)] ?? "";
  const empty = new Uint8Array();
  return { ...parts, [one]: parts[other] ?? empty, [other]: parts[one] ?? empty };
}

const NAMES = [
  "../../etc/passwd",
  "/tmp/x.xml",
  "word/document.xml",
  "xl/workbook.xml",
  "a".repeat(3000),
  "\u0000",
  "C:\\x",
];

function renamed(parts: Parts, next: Next): Parts {
  const names = Object.keys(parts);
  const chosen = names[next(names.length)];
  const other = NAMES[next(NAMES.length)] ?? "x";
  return Object.fromEntries(Object.entries(parts).map(([name, part]) => [name === chosen ? other : name, part]));
}

function grown(markup: string, next: Next): string {
  const attributes = [...markup.matchAll(/="[^"]*"/g)];
  const chosen = attributes[next(attributes.length)];
  if (!chosen) return markup;
  const value = [
    "9".repeat(1 + next(400)),
    "字".repeat(200_000),
    "-1",
    "1e308",
    "../../../etc/hostname",
    "http://127.0.0.1:9/",
  ];
  const end = chosen.index + chosen[0].length;
  return `${markup.slice(0, chosen.index)}="${value[next(value.length)]}"${markup.slice(end)}`;
}

function spanned(markup: string, next: Next): string {
  const most = String([0, 65_534, 100_000, 2_147_483_647][next(4)]);
  return markup
    .replaceAll("<td>", () => (next(3) ? "<td>" : `<td rowspan="${most}" colspan="${next(2) ? most : 2}">`))
    .replaceAll(/(w:gridSpan w:val=)"\d+"/g, `$1"${most}"`)
    .replaceAll(/<mergeCells[^>]*>/g, (tag) => `${tag}<mergeCell ref="A1:XFD1048576"/>`)
    .replaceAll(/<c r="[A-Z]+\d+"/g, (cell) => (next(4) ? cell : `<c r="XFD${1 + next(1_048_576)}"`));
}

function nested(next: Next): string {
  const depth = 10 ** (1 + next(4));
  return `${"<tr><td><table>".repeat(depth)}<tr><td>县财政局${"</table>".repeat(depth)}</table>`;
}

function withEntities(markup: string, next: Next): string {
  const doubled = Array.from({ length: 30 }, (_, at) => `<!ENTITY e${at + 1} "&e${at};&e${at};">`).join("");
  const types = [
    `<!DOCTYPE x [<!ENTITY e0 "x">${doubled}]>`,
    '<!DOCTYPE x [<!ENTITY e30 SYSTEM "file:///etc/hostname">]>',
    '<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">',
  ];
  const start = markup.indexOf("?>") + 2;
  const body = markup.slice(start < 2 ? 0 : start).replace(/>(?=<\/)/, ">&e30;");
  return `${markup.slice(0, start < 2 ? 0 : start)}${types[next(types.length)]}${body}`;
}

const bombs = new Map<number, Made>();

/** A few hundred kilobytes that unpack to a few hundred megabytes. */
function bomb(next: Next): Made {
  const kind = next(3);
  const known = bombs.get(kind);
  if (known) return known;
  const filling = "<row><c><v>1</v></c></row>".repeat(kind === 0 ? 8_000_000 : 400_000);
  const sheet = `<worksheet><sheetData>${filling}</sheetData></worksheet>`;
  const made =
    kind === 2
      ? {
          name: "a.docx",
          bytes: zipOf(
            { ...DOCX, "word/document.xml": `<w:document><w:body>${"<w:p/>".repeat(20_000_000)}` },
            { level: 1 },
          ),
        }
      : { name: "a.xlsx", bytes: zipOf({ ...XLSX, "xl/worksheets/sheet1.xml": sheet }, { level: 1 }) };
  bombs.set(kind, made);
  return made;
}
