// The texts of real notices are what the rules for texts must let through: no ordinary sentence is taken for a number.
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { readNotice } from "@taizhang/documents";
import { faultInPrint, personalDataIn, personalDataInTexts } from "@taizhang/domain";
import { rosters } from "@taizhang/seeds";
import { describe, expect, test } from "vitest";

const seeds = fileURLToPath(new URL("../seeds", import.meta.url));
const files = ["notices", "notices-own"].flatMap((folder) =>
  readdirSync(`${seeds}/${folder}`).map((file) => `${folder}/${file}`),
);

describe.each(files)("%s", (file) => {
  const bytes = readFileSync(`${seeds}/${file}`);
  const lines = bytes.toString("utf8").split("\n");

  test("is kept as printed, line by line and as a whole", () => {
    for (const printed of [...lines, lines.join("\n"), lines.join(" ")]) {
      expect(personalDataInTexts(printed)).toBeNull();
      expect(faultInPrint(printed)).toBeNull();
    }
  });

  test("is kept as read", () => {
    const reading = readNotice([{ bytes, name: file }]);
    expect("draft" in reading && reading.draft.tasks.length).toBeGreaterThan(0);
    expect(personalDataInTexts(reading)).toBeNull();
    expect(faultInPrint(reading)).toBeNull();
  });

  test("may be quoted in a report, whatever of it", () => {
    const quoted = lines.flatMap((line) => line.match(/.{1,300}/gsu) ?? []);
    expect(quoted.length).toBeGreaterThan(20);
    for (const text of quoted) expect(personalDataIn({ progress: { text } })).toBeNull();
  });
});

test("the rosters hold no number of a person", () => {
  expect(personalDataInTexts(rosters())).toBeNull();
});
