// A roster file 名录文件 as people keep it: JSON in the form of `seeds/rosters`, or a table.

import { faultOf } from "@taizhang/api";
import { readLines } from "@taizhang/documents";
import { asSaid, type RosterFile, rosterFile } from "@taizhang/domain";
import { z } from "zod";
import { readRosterCsv } from "./roster-csv.ts";

/** What a roster file says, and how a path in it is told to people. */
export interface RosterReading {
  /** The region that the file names itself; null where it names none. */
  readonly regionId: string | null;
  readonly roster: RosterFile;
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
 * Reads a roster file. `validFrom` is the day from which holds what the file gives no day. Throws with every
 * fault, each in a line of its own, in both languages and with its place.
 */
export function readRosterFile(
  bytes: Uint8Array,
  validFrom: { readonly given: string | null; readonly today: string },
): RosterReading {
  const read = readLines(bytes);
  if ("problem" in read) throw new Error(`${read.problem.messageZh} / ${read.problem.message}`);
  const text = read.lines.map((line) => line.text).join("\n");
  const { said, placeOf } = text.trimStart().startsWith("{") ? fromJson(text) : fromTable(text);
  const issues = [...issuesOf(texts, said), ...issuesOf(file, said)];
  if (issues.length > 0) throw new Error(issues.map(({ path, words }) => `${placeOf(path)}: ${words}`).join("\n"));
  const { regionId = null, ...rest } = file.parse(said);
  const entries = { units: rest.units, groups: rest.groups };
  const roster = rosterFile.parse({ validFrom: validFrom.given ?? rest.validFrom ?? validFrom.today, ...entries });
  return { regionId, roster, placeOf };
}

function issuesOf(shape: z.ZodType, said: unknown) {
  return (shape.safeParse(said).error?.issues ?? []).map((issue) => {
    const { zh, en } = faultOf(issue, said).fault;
    return { path: issue.path.join("."), words: `${zh} / ${en}` };
  });
}

function fromJson(text: string) {
  try {
    return { said: JSON.parse(text) as unknown, placeOf: (path: string) => path };
  } catch (error) {
    const { message } = error as SyntaxError;
    const at = /position (\d+)/.exec(message)?.[1];
    // Node says where it is, or repeats the text around it.
    const line = at === undefined ? "" : ` (line ${text.slice(0, Number(at)).split("\n").length})`;
    throw new Error(`JSON 有误 / this is no JSON: ${message.replace(/\s+/gu, " ")}${line}`);
  }
}

function fromTable(text: string) {
  const table = readRosterCsv(text);
  const said = { units: table.units.map((entry) => entry.said), groups: table.groups.map((entry) => entry.said) };
  const placeOf = (path: string) => {
    const [list = "", at = "", ...field] = path.split(".");
    const line = list === "units" || list === "groups" ? table[list][Number(at)]?.line : undefined;
    return line === undefined
      ? path
      : [`第${line}行 line ${line}`, ...(field.length > 0 ? [field.join(".")] : [])].join(", ");
  };
  return { said, placeOf };
}
