// A roster as a table 名录表格: comma- or tab-separated, as spreadsheets write it, with headings in Chinese or English.
import { CsvError, parse } from "csv-parse/sync";
import { z } from "zod";
import { unread } from "./roster-unread.ts";

const headings = {
  name: ["name", "名称"],
  kind: ["kind", "类别"],
  aliases: ["aliases", "别名"],
  members: ["members", "成员"],
  validFrom: ["validfrom", "起始日"],
  creditCode: ["creditcode", "统一社会信用代码"],
  endedOn: ["endedon", "撤并日期"],
  successor: ["successor", "承接单位"],
} as const;
type Heading = keyof typeof headings;

const kinds: Readonly<Record<string, string>> = {
  "": "unit",
  unit: "unit",
  单位: "unit",
  list: "list",
  列举组: "list",
  predicate: "predicate",
  条件组: "predicate",
};

const records = z.array(
  z.object({
    record: z.partialRecord(z.enum(Object.keys(headings) as Heading[]), z.string()),
    info: z.object({ lines: z.number() }),
  }),
);

/** An entry of the table as a roster file in JSON has it, with its line. */
interface Entry {
  readonly line: number;
  readonly said: Readonly<Record<string, unknown>>;
}

/** Reads the table. Throws `RosterUnread` where it is no table. */
export function readRosterCsv(text: string): { readonly units: Entry[]; readonly groups: Entry[] } {
  const rows = records.parse(rowsOf(text));
  const names = new Set(rows.map(({ record }) => record.name));
  const entries = rows.map(({ record, info }) => {
    const { name = "", kind = "", aliases = "", members = "", validFrom = "" } = record;
    const { creditCode = "", endedOn = "", successor = "" } = record;
    const list =
      members === "" && kinds[kind.toLowerCase()] === "unit" ? {} : { kind: kinds[kind.toLowerCase()] ?? kind };
    return {
      line: info.lines,
      isGroup: "kind" in list,
      said: {
        name,
        // Another name of a group may hold a 、 of its own: 各镇、街道.
        aliases: "kind" in list ? severalNames(aliases) : several(aliases, names),
        ...(validFrom === "" ? {} : { validFrom: isoDay(validFrom) }),
        ...(creditCode === "" ? {} : { creditCode }),
        ...(endedOn === "" ? {} : { endedOn: isoDay(endedOn) }),
        ...(successor === "" ? {} : { successor }),
        ...list,
        ...("kind" in list ? { members: several(members, names) } : {}),
      },
    };
  });
  return { units: entries.filter(({ isGroup }) => !isGroup), groups: entries.filter(({ isGroup }) => isGroup) };
}

function rowsOf(text: string): unknown {
  try {
    return parse(text, {
      columns: (row: readonly string[]) => columnsOf(row),
      delimiter: [",", "\t"],
      info: true,
      skip_empty_lines: true,
      skip_records_with_empty_values: true,
      trim: true,
    });
  } catch (error) {
    throw error instanceof CsvError ? unread({ zh: "表格有误", en: error.message }) : error;
  }
}

/** What each column holds. Throws for a heading that there is not, so that no column is left out in silence. */
function columnsOf(row: readonly string[]): Heading[] {
  const columns = row.map((cell) => {
    const folded = cell.replace(/[\s_-]/gu, "").toLowerCase();
    const found = Object.entries(headings).find(([, words]) => words.some((word) => word === folded));
    if (!found) {
      const known = Object.values(headings).map((words) => words.join("/"));
      const zh = `没有“${cell}”这一列，可用的列有${known.join("、")}`;
      throw unread({ zh, en: `there is no column “${cell}”; there are ${known.join(", ")}` }, 1);
    }
    return found[0] as Heading;
  });
  if (new Set(columns).size < columns.length)
    throw unread({ zh: "两列的列名相同", en: "two columns have the same heading" }, 1);
  if (!columns.includes("name")) throw unread({ zh: "没有“名称”这一列", en: "there is no column name/名称" }, 1);
  return columns;
}

const trimmed = (names: readonly string[]): string[] => names.map((each) => each.trim()).filter((each) => each !== "");

/** Names that stand between ； or ;. */
const severalNames = (cell: string): string[] => trimmed(cell.split(/[；;]/u));

/**
 * Names of units that stand between ； or ;, or else between 、. That is part of a name in brackets, as in 各乡（镇、街道）, where ；
 * stands beside it, and where the table has a unit of the whole name.
 */
function several(cell: string, names: ReadonlySet<string | undefined>): string[] {
  const apart = severalNames(cell);
  const [only = ""] = apart;
  if (apart.length !== 1 || names.has(only) || /[；;]/u.test(cell)) return apart;
  return trimmed(only.split(/、(?![^（(]*[）)])/u));
}

/** 2026/7/1 and 2026年7月1日, which spreadsheets make of a day, in ISO form; anything else as it is, for the shape to refuse. */
function isoDay(cell: string): string {
  const [, year, month = "", day = ""] = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/u.exec(cell) ?? [];
  return year === undefined ? cell : `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
}
