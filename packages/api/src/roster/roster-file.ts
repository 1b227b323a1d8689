// A roster file 名录文件 as people keep it: JSON in the form of `seeds/rosters`, or a table.
import { readLines } from "@taizhang/documents";
import { asSaid, type RosterFile, rosterFile } from "@taizhang/domain";
import { z } from "zod";
import { faultOf } from "../input-faults.ts";
import { readRosterCsv } from "./roster-csv.ts";
import { type FileFault, RosterUnread, toldPlace, unread } from "./roster-unread.ts";

/** The lines of a table on which its entries stand, counted from 1. */
export interface RosterLines {
  readonly units: readonly number[];
  readonly groups: readonly number[];
}

/** What a roster file says, and how a path in it is told to people. */
export interface RosterReading {
  /** The region that the file names itself; null where it names none. */
  readonly regionId: string | null;
  readonly roster: RosterFile;
  /** Null where the file is no table. */
  readonly lines: RosterLines | null;
  readonly placeOf: (path: string) => string;
}

// Where a notice prints a name, and remarks: for people who keep the file. The ledger does not take them.
const remarks = { printed: z.unknown().optional(), note: z.unknown().optional(), fictional: z.unknown().optional() };

const { units, groups } = rosterFile.shape;
const lenient = {
  aliases: units.element.shape.aliases.default([]),
  validFrom: units.element.shape.validFrom.default(null),
  ...remarks,
};
const file = z.strictObject({
  regionId: z.string().optional(),
  name: z.unknown().optional(),
  notice: z.unknown().optional(),
  office: z.unknown().optional(),
  validFrom: rosterFile.shape.validFrom.optional(),
  units: z.array(z.strictObject({ ...units.element.shape, ...lenient })),
  groups: z
    .array(z.strictObject({ ...groups.element.shape, ...lenient, members: groups.element.shape.members.default([]) }))
    .default([]),
});

/** The same for every value: what texts may be, whatever the shape says of them. */
const texts = asSaid(z.unknown());

/**
 * Reads a roster file. `validFrom` is the day from which holds what the file gives no day. Throws `RosterUnread` with every
 * fault and its place.
 */
export function readRosterFile(
  bytes: Uint8Array,
  validFrom: { readonly given: string | null; readonly today: string },
): RosterReading {
  const read = readLines(bytes);
  if ("problem" in read) throw unread({ zh: read.problem.messageZh, en: read.problem.message });
  const text = read.lines.map((line) => line.text).join("\n");
  const { said, lines } = text.trimStart().startsWith("{") ? fromJson(text) : fromTable(text);
  const issues = [...issuesOf(texts, said), ...issuesOf(file, said)];
  if (issues.length > 0) throw new RosterUnread(issues.map((issue) => ({ ...issue, ...placeIn(lines, issue.path) })));
  const { regionId = null, ...rest } = file.parse(said);
  const entries = { units: rest.units, groups: rest.groups };
  const roster = rosterFile.parse({ validFrom: validFrom.given ?? rest.validFrom ?? validFrom.today, ...entries });
  return { regionId, roster, lines, placeOf: (path) => toldPlace(placeIn(lines, path)) };
}

/** The faults that a shape has with what the file says. */
const issuesOf = (shape: z.ZodType, said: unknown) =>
  (shape.safeParse(said).error?.issues ?? []).map((issue) => ({
    path: issue.path.join("."),
    message: faultOf(issue, said).fault,
  }));

/** Where a path such as `groups.0.members.3` is found: on a line, and then which field of it. */
function placeIn(lines: RosterLines | null, path: string): Pick<FileFault, "line" | "path"> {
  const [list = "", at = "", ...field] = path.split(".");
  const line = list === "units" || list === "groups" ? (lines?.[list][Number(at)] ?? null) : null;
  return { line, path: line === null ? path : field.join(".") };
}

function fromJson(text: string): { readonly said: unknown; readonly lines: null } {
  try {
    return { said: JSON.parse(text) as unknown, lines: null };
  } catch (error) {
    const { message } = error as SyntaxError;
    const at = /position (\d+)/.exec(message)?.[1];
    // Node says where it is, or repeats the text around it.
    const line = at === undefined ? "" : ` (line ${text.slice(0, Number(at)).split("\n").length})`;
    throw unread({ zh: "JSON 有误", en: `this is no JSON: ${message.replace(/\s+/gu, " ")}${line}` });
  }
}

function fromTable(text: string): { readonly said: unknown; readonly lines: RosterLines } {
  const { units, groups } = readRosterCsv(text);
  return {
    said: { units: units.map((entry) => entry.said), groups: groups.map((entry) => entry.said) },
    lines: { units: units.map(({ line }) => line), groups: groups.map(({ line }) => line) },
  };
}
