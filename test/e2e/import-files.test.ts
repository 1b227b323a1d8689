// `taizhang import` with several files, and what it shows of a file without a ledger.
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileSources } from "@taizhang/api";
import { beijingDay } from "@taizhang/domain";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { freshDataDir, type RunningTaizhang, startTaizhang, taizhang, tokenFor } from "../support/taizhang.ts";

const region = "990101";
const letter = [
  "滨河县人民政府办公室",
  "滨政办发〔2026〕8号",
  "滨河县人民政府办公室关于印发重点任务分解表的通知",
  "请认真落实。",
  "滨河县人民政府办公室",
  "2026年1月12日",
].join("\n");
const tableOf = (title: string) =>
  [
    title,
    "工作任务|工作要求|牵头单位|责任单位|完成时限",
    "1.公布便民服务事项清单。|写明办理地点。|县政务服务局|县民政局|2026年12月底前",
    "以上为重点。",
    "2.开设周末服务窗口。|有人值守。|县政务服务局|县人社局|2026年9月底前",
  ].join("\n");

let home: Awaited<ReturnType<typeof freshDataDir>>;
let running: RunningTaizhang;
const file = (name: string) => join(home.dataDir, "notices", name);

beforeAll(async () => {
  home = await freshDataDir();
  await mkdir(join(home.dataDir, "notices"));
  await writeFile(file("通知.txt"), letter);
  await writeFile(file("附件.txt"), tableOf("2026年便民服务重点任务分解表"));
  await writeFile(file("另表.txt"), tableOf("2026年窗口服务重点任务分解表"));
  running = await startTaizhang(home.dataDir, ["--no-demo"]);
});
afterAll(async () => {
  await running.stop();
  await home.remove();
});

const load = (...args: readonly string[]) =>
  taizhang(["import", ...args, "--region", region, "--api", running.address, "--json", "--yes"], {
    TAIZHANG_DATA_DIR: home.dataDir,
  });
const imported = z.object({ file: z.string(), planId: z.string(), taskCount: z.number(), isNew: z.boolean() });
const linesOf = (out: string) =>
  out
    .trim()
    .split("\n")
    .map((line) => imported.parse(JSON.parse(line)));

describe("several files", () => {
  test("are a plan each, or together one, whose files and reading are kept, backed up and restored", async () => {
    const apart = linesOf((await load(file("附件.txt"), file("另表.txt"))).out);
    expect(apart).toMatchObject([{ taskCount: 2 }, { taskCount: 2 }]);
    expect(apart[0]?.planId).not.toBe(apart[1]?.planId);

    const [plan] = linesOf((await load("--together", file("通知.txt"), file("附件.txt"))).out);
    expect(plan).toMatchObject({ file: `${file("通知.txt")} + ${file("附件.txt")}`, taskCount: 2, isNew: true });
    const again = linesOf((await load("--together", file("通知.txt"), file("附件.txt"))).out);
    expect(again).toEqual([{ ...plan, isNew: false }]);

    const office = await tokenFor(home.dataDir, region, "office");
    const { data } = await running.ask(
      "query ($id: ID!) { plan(id: $id) { docNumber source { sha256 files { name sha256 } readingSha256 } } }",
      office,
      { id: plan?.planId },
    );
    expect(data.plan).toMatchObject({
      docNumber: "滨政办发〔2026〕8号",
      source: { files: [{ name: "通知.txt" }, { name: "附件.txt" }] },
    });
    const { sha256, files, readingSha256 } = data.plan.source;
    const copy = join(home.dataDir, "copy");
    const restored = join(home.dataDir, "restored");
    expect(await taizhang(["backup", "--to", copy], { TAIZHANG_DATA_DIR: home.dataDir })).toMatchObject({ code: 0 });
    expect(await taizhang(["restore", "--from", copy], { TAIZHANG_DATA_DIR: restored })).toMatchObject({ code: 0 });
    const sources = fileSources(join(restored, "sources"));
    for (const each of [sha256, files[0].sha256, files[1].sha256, readingSha256])
      expect(await sources.find(each)).not.toBeNull();
  });
});

describe("an exported plan", () => {
  const save = (...args: readonly string[]) =>
    taizhang(["export", ...args, "--region", region, "--api", running.address], { TAIZHANG_DATA_DIR: home.dataDir });

  test("is saved under the name that is wanted, and imported again as a plan with the same tasks", async () => {
    const [plan] = linesOf((await load(file("附件.txt"))).out);
    for (const format of ["docx", "xlsx"]) {
      const out = file(`导出.${format}`);
      expect(await save("plan", plan?.planId ?? "", "--out", out)).toMatchObject({ code: 0, out: `${out}\n` });
      const [again] = linesOf((await load(out)).out);
      expect(again).toMatchObject({ taskCount: plan?.taskCount, isNew: true });
    }
  });

  test("is named by its title, or by its id; a title of several is refused with their ids, and so is one of none", async () => {
    const [plan] = linesOf((await load(file("附件.txt"))).out);
    const office = await tokenFor(home.dataDir, region, "office");
    const { data } = await running.ask("{ plans(first: 100) { edges { node { id title } } } }", office, {});
    const plans: readonly { node: { id: string; title: string } }[] = data.plans.edges;
    const title = plans.find(({ node }) => node.id === plan?.planId)?.node.title ?? "";
    const same = plans.filter(({ node }) => node.title === title);
    const single = plans.find((one) => plans.filter(({ node }) => node.title === one.node.title).length === 1);
    const out = file("按题名.csv");
    expect(await save("plan", single?.node.title ?? "", "--out", out)).toMatchObject({ code: 0, out: `${out}\n` });
    expect(same.length).toBeGreaterThan(1);
    const several = await save("plan", title, "--out", file("没有.csv"));
    expect(several).toMatchObject({
      code: 1,
      err: expect.stringMatching(/有几个计划同名，请用编号指明 \/ several plans/),
    });
    const today = beijingDay(new Date().toISOString());
    for (const { node } of same)
      expect(several.err).toContain(`${node.id} ${region} ${title}（草稿 draft，${today} 导入 imported）`);
    for (const args of [
      ["plan", "../queue?of=lead&x="],
      ["form", "没有这样的计划", "县无名局"],
    ]) {
      const none = await save(...args, "--out", file("没有.csv"));
      expect(none).toMatchObject({ code: 1, err: expect.stringMatching(/没有此编号或名称的计划.* \/ no plan of/) });
    }
  });

  test("is not mistaken for a draft of the same title that was discarded, which only its id names", async () => {
    const titled = "2026年作废重导重点任务分解表";
    await writeFile(file("误表.txt"), tableOf(titled));
    await writeFile(file("正表.txt"), `${tableOf(titled)}\n`);
    const [wrong, right] = linesOf((await load(file("误表.txt"), file("正表.txt"))).out).map(({ planId }) => planId);
    expect(wrong).not.toBe(right);
    const discard = `mutation ($commandId: String!, $planId: ID!) {
      discardDraft(input: { commandId: $commandId, planId: $planId, reason: "导入有误。" }) { rejection { code } }
    }`;
    const office = await tokenFor(home.dataDir, region, "office");
    const { data } = await running.ask(discard, office, { commandId: "wrong", planId: wrong });
    expect(data.discardDraft).toEqual({ rejection: null });

    const [byTitle, byId] = [file("按题名.csv"), file("按编号.csv")];
    expect(await save("plan", titled, "--out", byTitle)).toMatchObject({ code: 0, out: `${byTitle}\n` });
    expect(await save("plan", right ?? "", "--out", byId)).toMatchObject({ code: 0 });
    expect(await readFile(byTitle)).toEqual(await readFile(byId));
    expect(await save("plan", wrong ?? "", "--out", byId)).toMatchObject({ code: 0 });

    await running.ask(discard, office, { commandId: "right", planId: right });
    const none = await save("plan", titled, "--out", file("没有.csv"));
    expect(none).toMatchObject({ code: 1, err: expect.stringMatching(/没有此编号或名称的计划.* \/ no plan of/) });
    for (const planId of [wrong, right]) expect(none.err).toMatch(new RegExp(`${planId} .*（已作废 discarded，`));
  });

  test("that is refused leaves no file, and says why in both languages", async () => {
    const unknown = "00000000-0000-4000-8000-000000000000";
    const refused = await save("plan", unknown, "--out", file("没有.xlsx"));
    expect(refused).toMatchObject({ code: 1, err: expect.stringMatching(/没有这个计划.* \/ There is no such plan/) });
    const unit = await save("ledger", "县无名局", "--out", file("没有.csv"));
    expect(unit).toMatchObject({ code: 1, err: expect.stringContaining("县无名局") });
    const format = await save("queue", "--out", file("没有.pdf"));
    expect(format).toMatchObject({ code: 1, err: expect.stringMatching(/xlsx、docx 或 csv.* \/ The format is/) });
    expect((await readdir(join(home.dataDir, "notices"))).filter((name) => name.startsWith("没有"))).toEqual([]);
  });
});

describe("what became of each line", () => {
  test("is printed for people, with warnings and unread text below the line that they are about", async () => {
    const { code, out } = await taizhang(["import", "--explain", "--together", file("通知.txt"), file("附件.txt")]);
    expect(code).toBe(0);
    const lines = out.split("\n");
    const at = (text: string) => lines.findIndex((line) => line.includes(text));
    expect(lines[at("开设周末服务窗口。|")]).toMatch(/^11 {2}\[文件 file 2\] 2\.开设周末/);
    expect(lines[at("开设周末服务窗口。|") + 1]).toMatch(
      /^ {4}第2项 task 2: .*要求 requirement「有人值守。」 单位 unit「县政务服务局」\(牵头 lead\) 单位 unit「县人社局」\(责任 responsible\) 时限 deadline「2026年9月底前」\(2026-09-30\)$/,
    );
    expect(lines[at("] 以上为重点。") + 1]).toBe("    ? 未读 unread 「以上为重点。」");
    expect(lines[at("] 以上为重点。") + 2]).toMatch(/^ {4}[!-] UNREAD_TEXT/);
  });

  test("is printed as JSON, with the warnings", async () => {
    const { code, out } = await taizhang(["import", "--explain", "--json", file("附件.txt")]);
    const told = JSON.parse(out);
    expect(code).toBe(0);
    expect(told.lines).toHaveLength(5);
    expect(told.lines[2]).toMatchObject({
      no: 3,
      uses: expect.arrayContaining([{ as: "unit", row: 1, from: 22, to: 28 }]),
    });
    expect(told.warnings).toEqual(
      expect.arrayContaining([expect.objectContaining({ code: "UNREAD_TEXT", lines: [4, 4] })]),
    );
    expect(told.unread).toEqual([{ lines: [4, 4], text: "以上为重点。" }]);
  });

  test("is not there for what is no notice, which is refused with its reason", async () => {
    const { code, out } = await taizhang(["import", "--explain", file("通知.txt")]);
    expect(code).toBe(1);
    expect(out).toMatch(/通知\.txt：.*\p{Script=Han}.* \/ 通知\.txt: /u);
  });
});
