// The walk of docs/first-plan.md: every command of the page, run as it is written, prints what the page says.
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { taizhang, tokenFor } from "../support/taizhang.ts";
import { startWalk, type Walk } from "../support/walk.ts";

let walk: Walk;

beforeAll(async () => {
  walk = await startWalk("first-plan");
});

afterAll(() => walk.stop());

test("every command prints what the page says", () => walk.goes());

test("a region whose roster is empty is imported into only if it is meant, and a token is for its own region alone", async () => {
  const settings = { ...walk.settings, TAIZHANG_DATA_DIR: join(walk.home, "first-plan/data") };
  const notice = "seeds/notices-own/yunyang-2021-yingshang.txt";
  const into = (...args: readonly string[]) => taizhang(["import", notice, "--region", "990102", ...args], settings);
  const token = await tokenFor(settings.TAIZHANG_DATA_DIR, "990101", "office");
  const [refused, wanted, foreign] = await Promise.all([into(), into("--yes", "--json"), into("--token", token)]);
  const way =
    /^行政区划990102的名录是空的.*roster of region 990102 .*is empty.*roster load FILE --region 990102.*--yes\.\n$/;
  expect(refused).toEqual({ code: 1, out: "", err: expect.stringMatching(way) });
  expect(JSON.parse(wanted.out)).toMatchObject({ taskCount: 11, isNew: true });
  expect(wanted.err).toContain("roster load FILE --region 990102");
  expect(foreign).toEqual({
    code: 1,
    out: "",
    err: "令牌属于行政区划990101，而 --region 是 990102 / the token is of region 990101, and --region says 990102\n",
  });
});

test("every fault of a roster file is told with its line, and nothing of it is loaded", async () => {
  const file = join(walk.home, "faulty.csv");
  await writeFile(
    file,
    "名称,类别,别名,成员\n县教育局,,,\n县教委,,县教育局；县政府办,\n乡镇,列举组,,县教育局；城关镇\n",
  );
  const { code, out, err } = await taizhang(["roster", "load", file, "--region", "990101", "--yes"], {
    ...walk.settings,
    TAIZHANG_DATA_DIR: join(walk.home, "first-plan/data"),
  });
  expect({ code, out }).toEqual({ code: 1, out: "" });
  expect(err.split("\n")).toEqual([
    expect.stringMatching(/^第3行 line 3, aliases\.0: .*（县教育局, 第2行 line 2 \d{4}-\d\d-\d\d –）/),
    expect.stringMatching(/^第3行 line 3, aliases\.1: .*（县政府办 \d{4}-\d\d-\d\d –）/),
    expect.stringMatching(/^第4行 line 4, members\.1: .*（城关镇）/),
    "",
  ]);
});
