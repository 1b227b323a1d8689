// The rosters of the seeds stay true to the notices they were read from.
import { readFileSync } from "node:fs";
import { foldName } from "@taizhang/domain";
import { describe, expect, test } from "vitest";
import { rosterOf, rosters, seedRoster } from "./rosters.ts";

const linesOf = (notice: string) => readFileSync(new URL(`./notices/${notice}`, import.meta.url), "utf8").split("\n");

describe.each(rosters())("the roster of $name", (roster) => {
  const lines = linesOf(roster.notice);
  const entries = [...roster.units, ...roster.groups];

  test("every printed mention is on the line it gives, with the name or an alias", () => {
    const wrong = entries.flatMap((entry) =>
      entry.printed.filter(
        ({ line, as }) =>
          !lines[line - 1]?.includes(as) || ![entry.name, ...entry.aliases].map(foldName).includes(foldName(as)),
      ),
    );
    expect(wrong).toEqual([]);
  });

  test("every name and alias that is not fictional is printed somewhere in the notice", () => {
    const text = foldName(lines.join("\n"));
    const real = entries.filter((entry) => !("fictional" in entry));
    const unseen = real
      .flatMap((entry) => [entry.name, ...entry.aliases])
      .filter((name) => !text.includes(foldName(name)));
    expect(unseen).toEqual([]);
  });

  test("no fictional unit has a name that the notice prints", () => {
    const text = foldName(lines.join("\n"));
    expect(roster.units.filter((unit) => unit.fictional && text.includes(foldName(unit.name)))).toEqual([]);
  });

  test("the office is not a member of any group", () => {
    const groups = roster.groups.filter((group) => group.kind === "list" && group.members.includes(roster.office));
    expect(groups).toEqual([]);
  });
});

test("a region without a roster is named in the refusal", () => {
  expect(() => rosterOf("110000")).toThrow("110000");
});

describe("a roster file is refused", () => {
  const unit = (name: string) => ({ name, aliases: [], printed: [{ line: 1, as: name }] });
  const file = {
    regionId: "420304",
    name: "郧阳区",
    notice: "yunyang-2021.txt",
    office: "区政府办",
    units: [unit("区政府办"), unit("区财政局"), unit("区审计局")],
    groups: [{ name: "区政府各部门", aliases: [], printed: [], kind: "list", members: ["区财政局", "区审计局"] }],
  };

  test("not when it is well formed", () => {
    expect(seedRoster.safeParse(file).success).toBe(true);
  });

  test.each([
    ["when a member is no unit", { groups: [{ ...file.groups[0], members: ["区财政局", "区教育局"] }] }, "区教育局"],
    ["when a name is there twice", { groups: [{ ...file.groups[0], aliases: ["区财政局"] }] }, "twice"],
    ["when the office is no unit", { office: "区政府办公室" }, "区政府办公室"],
    ["when a name has half-width brackets", { units: [...file.units, unit("区国资委(区金融工作办)")] }, "full-width"],
    ["when a name holds a mark of no width", { units: [...file.units, unit("区教\u200b育局")] }, "not seen"],
    ["when a note holds half of a character", { units: [{ ...unit("区政府办"), note: "\ud842" }] }, "lone surrogate"],
    [
      "when a unit is neither printed nor fictional",
      { units: [...file.units, { ...unit("区教委"), printed: [] }] },
      "fictional",
    ],
  ])("%s", (_, change, says) => {
    const result = seedRoster.safeParse({ ...file, ...change });
    expect(result.error?.message).toContain(says);
  });
});
