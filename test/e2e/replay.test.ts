// `taizhang replay` plays a year of the story from the log alone: beside a running ledger and without one, to a day, step by step.
import { PassThrough } from "node:stream";
import { text } from "node:stream/consumers";
import { testLedger, testRegion } from "@taizhang/api/testing/region";
import { playOn } from "@taizhang/cli";
import { plan } from "@taizhang/domain";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { storyLog } from "../support/story.ts";
import { freshDataDir, startTaizhang, taizhang, tokenFor } from "../support/taizhang.ts";

const region = "500237";
let dataDir: string;
let remove: () => Promise<void>;
let planId: string;
let title: string;
let board: { tasks: number; signedOff: number };

beforeAll(async () => {
  ({ dataDir, remove } = await freshDataDir());
  const running = await startTaizhang(dataDir);
  const token = await tokenFor(dataDir, region, "office");
  const query = "{ plans(first: 5) { edges { node { id title } } } }";
  const { data } = await running.ask(query, token);
  ({ id: planId, title } = data.plans.edges[0].node);
  const { data: now } = await running.ask(
    `query ($planId: ID!) { planBoard(planId: $planId) { counts { tasks byState { signedOff } } } }`,
    token,
    { planId },
  );
  board = { tasks: now.planBoard.counts.tasks, signedOff: now.planBoard.counts.byState.signedOff };
  // Beside a ledger that runs.
  const beside = await replayed(["--plan", planId]);
  expect(beside).toMatchObject({ code: 0, err: "" });
  await running.stop();
});
afterAll(() => remove?.());

const replayed = (args: readonly string[]) =>
  taizhang(["replay", "--region", region, ...args], { TAIZHANG_DATA_DIR: dataDir });

describe("a plan's year", () => {
  test("is played to its end in Chinese, from the log alone, and ends in the board", async () => {
    const { code, out, err } = await replayed(["--plan", title]);
    expect({ code, err }).toEqual({ code: 0, err: "" });
    const lines = out.trimEnd().split("\n");
    expect(lines[0]).toMatch(/^2021-\d\d-\d\d \d\d:\d\d 县政府办公室 导入《/);
    expect(lines.filter((line) => /办理状态：已申报办结 → 已销号/.test(line)).length).toBeGreaterThan(0);
    expect(lines.at(-1)).toContain(`任务 ${board.tasks} 项`);
    expect(lines.at(-1)).toContain(`已销号 ${board.signedOff}`);
    // Nothing that names persons or ids of units: the roster knows all of them.
    expect(lines.filter((line) => /办理状态/.test(line)).join()).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}/);
  });

  test("is played to a day, and in English", async () => {
    const whole = (await replayed(["--plan", planId, "--language", "en"])).out;
    const { code, out } = await replayed(["--plan", planId, "--language", "en", "--to", "2021-06-30"]);
    expect(code).toBe(0);
    const events = (told: string) => told.split("\n").filter((line) => /^\d{4}-\d\d-\d\d \d\d:\d\d /.test(line));
    expect(events(out)).toEqual(events(whole).filter((line) => line.slice(0, 10) <= "2021-06-30"));
    expect(events(out).length).toBeGreaterThan(10);
    expect(events(out).length).toBeLessThan(events(whole).length);
    expect(out.trimEnd().split("\n").at(-1)).toMatch(/^2021-06-30: \d+ tasks; /);
  });

  test("is found by its id or title alone: no other region has such a plan", async () => {
    const told = await replayed(["--plan", planId, "--to", "2021-06-30"]);
    expect(told.code).toBe(0);
    for (const plan of [planId, title]) {
      const found = await taizhang(["replay", "--plan", plan, "--to", "2021-06-30"], { TAIZHANG_DATA_DIR: dataDir });
      expect(found).toEqual(told);
    }
  });

  test("has not begun on an early day", async () => {
    expect(await replayed(["--plan", planId, "--to", "2020-01-01"])).toMatchObject({
      code: 0,
      out: "2020-01-01：还没有发生任何事\n",
    });
  });

  test("is played step by step at a terminal, until somebody has seen enough", async () => {
    const keyboard = Object.assign(new PassThrough(), { isTTY: true });
    const prompt = Object.assign(new PassThrough(), { isTTY: true });
    const output = new PassThrough();
    const wish = { plan: planId, region, step: true };
    const playing = playOn(await storyLog(), wish, { input: keyboard, output, prompt });
    let asked = 0;
    prompt.on("data", (chunk: Buffer) => {
      if (!String(chunk).includes("按任意键继续")) return;
      asked += 1;
      keyboard.write(asked < 3 ? " " : "q");
    });
    await playing;
    output.end();
    const told = (await text(output)).split("\n").filter((line) => /^\d{4}/.test(line));
    expect(told).toHaveLength(3);
    expect(asked).toBe(3);
  });
});

test("a task is called by the number that its notice prints, and not by that of its row", async () => {
  const ledger = testLedger();
  const notice = testRegion(ledger);
  const units = [["区财政局", "responsible"]] as const;
  await notice.issue("编号另起的任务表", [
    { text: "汇编惠企政策。", no: "7", units },
    { text: "公布收费目录。", no: "第三条", units },
  ]);
  const playing = async (language: string) => {
    const output = new PassThrough();
    const told = text(output);
    await playOn(
      ledger.log,
      { plan: "编号另起的任务表", language },
      { input: new PassThrough(), output, prompt: output },
    );
    output.end();
    return told;
  };
  const chinese = await playing("zh");
  expect(chinese).toMatch(/ 第7项 办公室 开立第7项任务：汇编惠企政策。/);
  expect(chinese).toMatch(/ 第三条 办公室 开立第三条任务：公布收费目录。/);
  expect(chinese).not.toMatch(/第[12]项/);
  expect(await playing("en")).toMatch(/ task 7 the office opened task 7: 汇编惠企政策。/);
});

test("a draft that was discarded is played by its id, and does not stand in the way of the plan with its title", async () => {
  const ledger = testLedger();
  const county = testRegion(ledger);
  const title = "重导的任务表";
  const rows = [{ text: "汇编惠企政策。", units: [["区财政局", "responsible"]] as const }];
  const discarded = await county.draft(title, rows, "误");
  await county.give(county.office, plan, "discardDraft", discarded, { reason: { text: "导入有误。" } });
  await county.confirm(title, rows);
  const playing = async (wanted: string) => {
    const output = new PassThrough();
    const told = text(output);
    await playOn(ledger.log, { plan: wanted }, { input: new PassThrough(), output, prompt: output });
    output.end();
    return told;
  };
  expect(await playing(title)).toMatch(/确认/);
  expect(await playing(title)).not.toMatch(/作废/);
  expect(await playing(discarded)).toMatch(/作废草稿：导入有误。/);
  await expect(playing("没有这个计划")).rejects.toThrow(
    new RegExp(
      `  ${discarded} 420304 ${title}（已作废 discarded，2021-03-01 导入 imported）\n  .* ${title}（已确认 confirmed，2021-03-01 `,
    ),
  );
});

test("what cannot be played is refused with a sentence", async () => {
  const refused = (pattern: RegExp) => ({ code: 1, out: "", err: expect.stringMatching(pattern) });
  expect(await replayed(["--plan", planId, "--step"])).toEqual(refused(/--step waits for a key at a terminal/));
  expect(await replayed(["--plan", "没有这个计划"])).toEqual(refused(new RegExp(`there are:\n  ${planId} `)));
  expect(await taizhang(["replay", "--region", "420304", "--plan", planId], { TAIZHANG_DATA_DIR: dataDir })).toEqual(
    refused(/no plan of 420304 has this id or title/),
  );
  expect(await replayed(["--plan", planId, "--to", "soon"])).toEqual(refused(/to: /));
  expect(await replayed(["--plan", planId, "--language", "fr"])).toEqual(refused(/zh, en/));
});
