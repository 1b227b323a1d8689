import { expect, test } from "vitest";
import { sessionIn } from "../sign-in/session.ts";
import { placed, placeIn, readByServer } from "./roster-file.ts";

const lines = { units: [2, 5], groups: [3] };

test.each([
  ["units.1", { line: 5, path: "" }],
  ["groups.0.members.3", { line: 3, path: "members.3" }],
  ["units.9.name", { line: null, path: "units.9.name" }],
  ["validFrom", { line: null, path: "validFrom" }],
])("%s is found on its line", (path, place) => {
  expect(placeIn(lines, path)).toEqual(place);
});

test("without lines a place is its path", () => {
  expect(placeIn(null, "units.0.name")).toEqual({ line: null, path: "units.0.name" });
});

test("entries that words name are told by their lines", () => {
  const word = (line: number) => `第${line}行`;
  expect(placed("区财政局, units.1 2021 ; groups.7", lines, word)).toBe("区财政局, 第5行 2021 ; groups.7");
});

const session = sessionIn({ getItem: () => null, setItem: () => undefined, removeItem: () => undefined });
session.signIn({ token: "a", development: null });
const read = (answer: () => Response) => readByServer(session, new Blob(["x"]), async () => answer());

test("what the server reads, its faults and its refusals are told apart", async () => {
  const roster = { validFrom: "2021-01-01", units: [{ name: "区财政局" }], groups: [] };
  expect(await read(() => Response.json({ roster, lines }))).toEqual({ kind: "read", roster, lines });
  expect(await read(() => Response.json({ roster, lines: null }))).toMatchObject({ lines: null });
  const message = { zh: "须填写", en: "must be given" };
  const faults = [{ line: 2, path: "name", message }];
  expect(await read(() => Response.json({ error: {}, faults }, { status: 422 }))).toEqual({ kind: "faulty", faults });
  const error = { code: "FORBIDDEN", messageZh: "不可", messageEn: "no" };
  await expect(read(() => Response.json({ error }, { status: 403 }))).rejects.toMatchObject({ code: "FORBIDDEN" });
});
