// The rosters of the seeds contain every name that is read from their notices.
import { readFileSync } from "node:fs";
import { readNotice } from "@taizhang/documents";
import { type DraftUnit, foldName, type PlanDraft } from "@taizhang/domain";
import { rosterOf } from "@taizhang/seeds";
import { describe, expect, test } from "vitest";

/** Names that are left to a person on purpose, so that no roster has them. */
const leftOpen: Record<string, readonly string[]> = {
  // Departments of the city in a table of a district (line 176): perhaps a slip for 区政府各部门.
  "notices/yunyang-2021.txt": ["市政府各部门"],
};

function draftOf(notice: string): PlanDraft {
  const read = readNotice([{ bytes: readFileSync(new URL(`../seeds/${notice}`, import.meta.url)), name: notice }]);
  if ("error" in read) throw new Error(read.error.message);
  return read.draft;
}

const namesOf = (draft: PlanDraft, wanted: (unit: DraftUnit) => boolean) => [
  ...new Set(draft.tasks.flatMap((task) => task.units.filter(wanted).map((unit) => unit.name))),
];

describe.each([
  ["420304", "notices/yunyang-2021.txt"],
  ["420304", "notices-own/yunyang-2021-yingshang.txt"],
  ["420304", "notices-own/yunyang-2021-yingshang-buchong.txt"],
  ["350405", "notices/shaxian-2021.txt"],
  ["440200", "notices/shaoguan-2021.txt"],
  ["500155", "notices/liangping-2021.txt"],
  ["500237", "notices/wushan-2021.txt"],
])("in region %s, %s", (regionId, notice) => {
  const draft = draftOf(notice);
  const roster = rosterOf(regionId);
  const namesKnown = (entries: readonly { name: string; aliases: string[] }[]) =>
    new Set(entries.flatMap((entry) => [entry.name, ...entry.aliases]).map(foldName));
  const units = namesKnown(roster.units);
  const groups = namesKnown(roster.groups);
  const open = leftOpen[notice] ?? [];

  test("every unit it names is a unit of the roster", () => {
    const unknown = namesOf(draft, (unit) => unit.kind === "unit").filter((name) => !units.has(foldName(name)));
    expect(unknown).toEqual([]);
  });

  test("every group it names is a group of the roster, except for the names left to a person", () => {
    const unknown = namesOf(draft, (unit) => unit.kind === "group").filter((name) => !groups.has(foldName(name)));
    expect(unknown).toEqual(open);
  });

  test("a name left to a person blocks the confirmation until it is settled", () => {
    const rows = draft.tasks
      .filter((task) => task.units.some((unit) => open.includes(unit.name)))
      .map((task) => task.row);
    const stopped = draft.warnings.filter((warning) => warning.severity === "blocking").map((warning) => warning.row);
    expect(stopped).toEqual(expect.arrayContaining(rows));
  });

  test("a body it marks as outside the region is not in the roster", () => {
    const inside = namesOf(draft, (unit) => unit.kind === "external").filter((name) => units.has(foldName(name)));
    expect(inside).toEqual([]);
  });
});

test("every name in a roster is used by the notice it was read from", () => {
  const idle = ["420304", "350405", "440200", "500155", "500237"].flatMap((regionId) => {
    const roster = rosterOf(regionId);
    const used = new Set(namesOf(draftOf(`notices/${roster.notice}`), () => true).map(foldName));
    return [...roster.units.filter((unit) => !unit.fictional), ...roster.groups]
      .filter((entry) => ![entry.name, ...entry.aliases].some((name) => used.has(foldName(name))))
      .map((entry) => `${regionId} ${entry.name}`);
  });
  expect(idle).toEqual([]);
});
