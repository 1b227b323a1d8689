// A roster file 名录文件: sent to be read, and where in it something is wrong, by its line.
import { refusalIn } from "../ask/failure.ts";
import { fetched } from "../ask/fetched.ts";
import type { RosterGroupInput, RosterUnitInput } from "../generated/operations.ts";
import { isJson, parsed, textIn } from "../json.ts";
import type { Session } from "../sign-in/session.ts";
import type { Sentence } from "../texts/sentence.ts";

/** The units and groups of a file, as `loadRoster` takes them. */
export interface RosterSaid {
  readonly validFrom: string;
  readonly units: RosterUnitInput[];
  readonly groups: RosterGroupInput[];
}

/** The lines of a table on which its units and groups stand; null where the file is no table. */
export type RosterLines = { readonly units: readonly number[]; readonly groups: readonly number[] } | null;

/** A place in a file: a line with one of its fields, or a path such as `units.0.name`. */
export interface Place {
  readonly line: number | null;
  readonly path: string;
}

/** What is wrong at a place. */
export interface PlacedFault extends Place {
  readonly message: Sentence;
}

/** What a file says, or everything that is wrong with it. */
export type RosterRead =
  | { readonly kind: "read"; readonly roster: RosterSaid; readonly lines: RosterLines }
  | { readonly kind: "faulty"; readonly faults: readonly PlacedFault[] };

/** Sends the file; the server reads it. Rejects with a `Failure`. */
export async function readByServer(session: Session, file: Blob, fetching?: typeof fetch): Promise<RosterRead> {
  const answer = await fetched(session, "/roster", { method: "POST", body: file }, fetching);
  const said = parsed(await answer.text().catch(() => null));
  const faults = isJson(said) ? said["faults"] : undefined;
  if (Array.isArray(faults)) return { kind: "faulty", faults: faults.map(faultIn) };
  const roster = isJson(said) ? said["roster"] : undefined;
  if (!answer.ok || !isRoster(roster)) throw refusalIn(said, answer.headers.get("x-request-id"));
  return { kind: "read", roster, lines: linesIn(isJson(said) ? said["lines"] : null) };
}

/** Where a path of the roster, such as `groups.0.members.3`, is found in the file. */
export function placeIn(lines: RosterLines, path: string): Place {
  const [list = "", at = "", ...field] = path.split(".");
  const line = list === "units" || list === "groups" ? (lines?.[list][Number(at)] ?? null) : null;
  return { line, path: line === null ? path : field.join(".") };
}

/** Words about the roster, with the entries that they name told by their lines. */
export const placed = (words: string, lines: RosterLines, lineWord: (line: number) => string): string =>
  words.replaceAll(/\b(?:units|groups)\.\d+/g, (path) => {
    const { line } = placeIn(lines, path);
    return line === null ? path : lineWord(line);
  });

const isRoster = (value: unknown): value is RosterSaid =>
  isJson(value) &&
  typeof value["validFrom"] === "string" &&
  [value["units"], value["groups"]].every((list) => Array.isArray(list) && list.every(isJson));

const linesIn = (value: unknown): RosterLines =>
  isJson(value) ? { units: numbersIn(value["units"]), groups: numbersIn(value["groups"]) } : null;

const numbersIn = (value: unknown): number[] => (Array.isArray(value) ? value.map(Number) : []);

function faultIn(fault: unknown): PlacedFault {
  const [line, message] = isJson(fault) ? [fault["line"], fault["message"]] : [];
  return {
    line: typeof line === "number" ? line : null,
    path: textIn(fault, "path") ?? "",
    message: { zh: textIn(message, "zh") ?? "", en: textIn(message, "en") ?? "" },
  };
}
