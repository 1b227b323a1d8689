// The audit in a real browser: any day beside any other, a replay that ends in the board of now, denied attempts, and proofs that one byte turns red.
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { memorySources } from "@taizhang/api";
import { testLedger } from "@taizhang/api/testing/region";
import { uuid } from "@taizhang/api/testing/uuid";
import { type EventLog, type LogOfBytes, memoryLog } from "@taizhang/log";
import { openCheckpoint, parseVerifierKey } from "@taizhang/proofs";
import { keeper, keptProofs, machineDisk } from "@taizhang/proving";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { askedIn } from "./asked-in.ts";
import { expectFits, narrow } from "./fitting.ts";
import { expectWell, openReader, type Reader } from "./reader.ts";
import { rows, type Served, serveRegion, unit } from "./served.ts";
import { type StoryBrowser, storyBrowser } from "./story-browser.ts";

const nosy = "区住建局";
const title = "2021年郧阳区优化营商环境重点任务分解表";
const printed = rows[0]?.text ?? "";

let browser: StoryBrowser;
let served: Served;
let directory: string;
let log: EventLog & LogOfBytes;
/** The checkpoint of a few events, as the auditor has kept it. */
let kept: string;

beforeAll(async () => {
  browser = await storyBrowser();
  directory = await mkdtemp(join(tmpdir(), "taizhang-console-audit-"));
  const ledger = testLedger("2021-03-01", (now) => {
    log = memoryLog(now);
    return log;
  });
  const sources = memorySources();
  await sources.keep({ bytes: Buffer.from(title), name: `${title}.txt` });
  const proofs = keptProofs(machineDisk, directory, log, { warn() {} });
  served = await serveRegion([...rows, { text: "公布棚户区改造进展。", units: [[nosy, "responsible"]] }], undefined, {
    ...{ ledger, parts: { proofs, sources } },
  });
  const keeping = keeper({
    ...{ log, disk: machineDisk, directory, ledger: "ledger.example.gov.cn", digest: "sha256" },
    ...{ secret: Buffer.alloc(32, 7), newId: () => "0b3c1c1e-5a0f-4f0e-9a51-52d2b7e0a1c4" },
    logger: { info() {}, warn() {} },
  });
  await keeping.round();
  kept = (await checkpoint()).note;

  const { region, taskIds } = served;
  const [taskId = ""] = taskIds;
  ledger.clock.setDay("2021-09-14");
  await region.report(unit, taskId, "已公布第一批。");
  ledger.clock.setDay("2021-09-18");
  await region.claim(unit, taskId, "全部公布。");
  ledger.clock.setDay("2021-09-20");
  await tries("reportProgress", {
    taskId,
    unitId: region.unitId(unit),
    reportedOn: "2021-09-20",
    progress: "代为填报",
  });
  await tries("closePlan", { planId: served.planId, reason: "年度终了" });
  await keeping.round();
});
afterAll(async () => {
  await browser.close();
  await served.serving.close();
  await rm(directory, { recursive: true });
});

/** What the neighbour may not do. */
async function tries(name: string, input: object) {
  const kind = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
  const document = `mutation ($input: ${kind}!) { ${name}(input: $input) { rejection { code } } }`;
  const evidence = name === "reportProgress" ? { evidence: [] } : {};
  const given = { input: { commandId: uuid(name.length), ...input, ...evidence } };
  await served.serving.ask(document, given, served.region.bearer("unit", nosy));
}

const asked = async (document: string) => {
  const { data, errors } = await served.serving.ask(document, {}, served.region.bearer("auditor"));
  expect(errors).toBeUndefined();
  return JSON.parse(JSON.stringify(data));
};
const checkpoint = async (): Promise<{ note: string; size: number; verifierKey: string }> =>
  (await asked("{ checkpoint { note size verifierKey } }")).checkpoint;

async function looks(path: string, who = served.region.bearer("auditor")): Promise<Reader> {
  const reader = await openReader(
    await browser.newContext({ locale: "zh-CN", acceptDownloads: true }),
    served.address,
    path,
    await served.serving.token(who),
  );
  return reader;
}

/** Presses a key until something is so. */
async function pressUntil(reader: Reader, key: string, isSo: () => Promise<boolean>): Promise<void> {
  for (let presses = 0; presses < 40; presses += 1) {
    if (await isSo()) return;
    await reader.press(key);
  }
  throw new Error(`${key} did not lead there`);
}

test("any day, compared with any other", async () => {
  const reader = await looks("/console/");
  await reader.page.getByRole("heading", { name: "审计 · 任一天" }).waitFor();
  await reader.sees(/这几页没有任何办理/);
  await expectWell(reader);
  await reader.tabTo("追溯到");
  // In which order a day is typed depends on the language of the machine.
  await reader.page.locator(":focus").fill("2021-09-20");
  await reader.page.getByRole("heading", { name: "截至 2021年9月20日" }).waitFor();
  await reader.sees("当时的计划 1 个");
  // That is today, and there is nothing to compare it with.
  await expect.poll(() => reader.page.getByRole("link", { name: "与今天比较" }).count()).toBe(0);
  await reader.page.locator(":focus").fill("2021-09-15");
  await reader.page.getByRole("heading", { name: "截至 2021年9月15日" }).waitFor();
  await reader.sees("当时的计划 1 个");
  await reader.tabTo("找");
  await reader.type("财政局");
  await reader.page.getByRole("list", { name: "找到的单位和任务" }).getByRole("link", { name: unit }).waitFor();
  await expectWell(reader);
  await reader.tabTo(unit);
  await reader.press("Enter");
  await reader.sees(/你看到的是 2021年9月15日 的状态/);
  expect(new URL(reader.page.url()).pathname).toBe(`/console/ledger/${served.region.unitId(unit)}`);
  await reader.page.goBack();
  await reader.tabTo("与今天比较");
  await reader.press("Enter");

  const counts = reader.page.locator(".counts-compared");
  await counts.waitFor();
  const claimed = counts.locator("tr", { hasText: "已申报" }).last();
  await expect.poll(() => claimed.locator("del").textContent()).toBe("0");
  await expect.poll(() => claimed.locator("ins").textContent()).toBe("1");
  const [line] = await reader.page.locator(".audit-compared").all();
  await expect.poll(() => line?.locator("h4").first().textContent()).toContain(`有变 第1项 ${printed}`);
  const state = reader.page.locator(".audit-compared .changed > div", { hasText: "办理状态" }).first();
  await expect.poll(() => state.locator("del").textContent()).toBe("原为办理中");
  await expect.poll(() => state.locator("ins").textContent()).toBe("改为已申报办结");
  // It says between which moments, and as of when the second one is: what is compared with today can be the latest.
  await reader.sees("前 2021年9月15日 · 后 2021年9月20日");
  const freshness = (words: RegExp, of = reader) => of.page.locator(".freshness", { hasText: words }).waitFor();
  await freshness(/截至 2021年9月20日 \d\d:\d\d · ● 最新 位置 \d+/);
  await expectWell(reader);

  // The same the other way round tells what went back; a mailed address shows it.
  const { search } = new URL(reader.page.url());
  const turned = search.replace("from=2021-09-15&to=2021-09-20", "from=2021-09-20&to=2021-09-15");
  expect(turned).not.toBe(search);
  const office = await looks(`/console/audit/compare${turned}`, served.region.office);
  await freshness(/截至 2021年9月15日 · ◇ 当时的状态/, office);
  const back = office.page.locator(".audit-compared .changed > div", { hasText: "办理状态" }).first();
  await expect.poll(() => back.locator("del").textContent()).toBe("原为已申报办结");
  await office.tabTo("新增");
  await office.press("Enter");
  await office.sees("没有这一类变化。");
  await office.page.setViewportSize({ width: 320, height: 640 });
  await expect.poll(() => office.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")).toBe(true);
  await expectWell(office);
});

test("a unit at two moments, task by task", async () => {
  const unitId = served.region.unitId(unit);
  const reader = await looks(`/console/audit/compare?unit=${unitId}&from=2021-09-01&to=2021-09-20`);
  await reader.page.getByRole("heading", { name: printed }).waitFor();
  await reader.page.locator(".changed > div", { hasText: "填报份数" }).first().waitFor();
  await reader.sees("前 2021年9月1日 · 后 2021年9月20日");
  await reader.page.locator(".freshness", { hasText: /截至 2021年9月20日 \d\d:\d\d · ● 最新 位置 \d+/ }).waitFor();
  await expectWell(reader);

  // When a position was, the server says.
  const { searchParams } = new URL(reader.page.url());
  const at = /\d+/.exec((await reader.page.locator(".freshness .selectable").textContent()) ?? "")?.[0] ?? "";
  searchParams.set("to", at);
  const exact = await looks(`/console/audit/compare?${searchParams}`);
  await exact.sees(new RegExp(`后 2021年9月20日 \\d\\d:\\d\\d（位置 ${at}）`));
});

const countsShown = (reader: Reader) => reader.page.locator(".counts-then > div").allTextContents();

describe("a replay", () => {
  test("ends in today's board", async () => {
    const reader = await looks(`/console/audit/replay?plan=${served.planId}`);
    await reader.sees(/第 1 \/ \d+ 件/);
    const events = Number(/第 1 \/ (\d+) 件/.exec((await reader.page.locator(".replay-at").textContent()) ?? "")?.[1]);
    await reader.sees("任务0");
    await expectWell(reader);
    await reader.tabTo("前进");
    await reader.press("Enter");
    await reader.sees(new RegExp(`第 2 / ${events} 件`));
    await reader.tabTo("每步 10 件");
    await reader.press("Enter");
    await reader.tabTo("重放到第几件");
    await reader.press("ArrowRight");
    await reader.sees(new RegExp(`第 3 / ${events} 件`));
    await reader.tabTo("最早");
    await reader.press("Enter");
    await reader.sees(new RegExp(`第 1 / ${events} 件`));
    await reader.tabTo("前进");
    await reader.press("Enter");
    await reader.sees(new RegExp(`第 11 / ${events} 件`));
    await reader.tabTo("最新");
    await reader.press("Enter");
    await reader.sees(/重放所得的办理状态与现在的看板相同/);
    await expectWell(reader);

    const { planBoard } = await asked(
      `{ planBoard(planId: "${served.planId}") { counts { tasks assignments byState { assigned accepted claimed } } } }`,
    );
    const { tasks, assignments, byState } = planBoard.counts;
    const shown = await countsShown(reader);
    for (const count of [
      `任务${tasks}`,
      `分工${assignments}`,
      `待签收${byState.assigned}`,
      `已申报办结${byState.claimed}`,
    ])
      expect(shown).toContain(count);
    // What just happened is told as a sentence, and leads to the task as it was then.
    await reader.page.locator(".just-happened", { hasText: nosy }).waitFor();
    const address = new URL(reader.page.url());
    expect(address.searchParams.get("at")).toMatch(/^\d+$/);

    // The position at which it stands can be copied to whoever is told of it.
    await reader.tabTo("复制重放位置");
    await reader.press("Enter");
    await reader.page.locator(".replay-at [role=status]", { hasText: "已复制" }).waitFor();
    await expectWell(reader);
    await reader.press("Control+k");
    await reader.page.getByRole("dialog").getByRole("searchbox").and(reader.page.locator(":focus")).waitFor();
    await reader.press("Control+v");
    expect(await reader.page.evaluate("document.activeElement.value")).toBe(address.searchParams.get("at"));
    await reader.press("Escape");
    await reader.page.getByRole("dialog").waitFor({ state: "hidden" });

    // A number leads to the list behind it, which has as many lines, as of that moment.
    await reader.tabTo(`已申报办结 ${byState.claimed}`);
    await reader.press("Enter");
    await reader.page.getByRole("heading", { name: `清单 ${byState.claimed} 项` }).waitFor();
    await reader.sees(/你看到的是/);

    // A mailed address stands at the same event.
    const another = await looks(`${address.pathname}${address.search}`, served.region.office);
    await another.sees(/重放所得的办理状态与现在的看板相同/);
  });

  test("says where the board of now is another one", async () => {
    const head = await log.head();
    const context = await browser.ownContext({ locale: "zh-CN" });
    await context.route("**/graphql", async (route) => {
      const asksNow = /BoardThen/.test(askedIn(route.request())) && /"asOf":null/.test(askedIn(route.request()));
      if (!asksNow) return route.fallback();
      const answer = await route.fetch();
      return route.fulfill({ response: answer, body: (await answer.text()).replace('"assigned":', '"assigned":1') });
    });
    const path = `/console/audit/replay?plan=${served.planId}&at=${head}`;
    const reader = await openReader(
      context,
      served.address,
      path,
      await served.serving.token(served.region.bearer("auditor")),
    );
    await reader.sees(/重放所得与现在的看板不同/);
  });
});

describe("a denied attempt", () => {
  test("is found by its unit", async () => {
    const reader = await looks("/console/audit/denied");
    await reader.sees("共 2 次");
    await expectWell(reader);
    await reader.tabTo("单位");
    const chosen = async () => (await reader.page.locator("select option:checked").textContent()) ?? "";
    await pressUntil(reader, "ArrowDown", async () => (await chosen()).startsWith(unit));
    await reader.sees("共 1 次");
    const row = reader.page.locator(".attempts tbody tr", { hasText: nosy });
    await expect.poll(() => row.textContent()).toContain("进展填报");
    await expect.poll(() => row.textContent()).toContain("只能办理本单位的分工。");
    expect(new URL(reader.page.url()).searchParams.get("unit")).toBe(served.region.unitId(unit));
    await expectWell(reader);

    // It opens the history of its task at that moment, where it stands in red among the rest.
    await reader.tabTo(printed);
    await reader.press("Enter");
    await reader.sees(/你看到的是/);
    const entry = reader.page.locator(".entry-denied");
    await entry.locator(".entry-more").waitFor();
    await expect.poll(() => entry.textContent()).toContain(`“${nosy}”试图“进展填报”`);
    await expectWell(reader);
  });

  test("is asked for by days, and where they are the wrong way round they can be put right", async () => {
    const reader = await looks("/console/audit/denied?from=2021-12-31&to=2021-01-01");
    await reader.sees(/between\.to（2021-01-01）不应早于 between\.from（2021-12-31）/);
    const to = reader.page.getByLabel("至", { exact: true });
    await to.fill("2021-12-31");
    await reader.sees("共 0 次");
    await to.and(reader.page.locator(":focus")).waitFor();
    await expectWell(reader);
    // And the other way.
    await to.fill("2021-01-01");
    await reader.sees(/不应早于/);
    await to.and(reader.page.locator(":focus")).waitFor();
    expect(await reader.page.locator(".filters").count()).toBe(1);
    await expectWell(reader);
  });

  test("is nobody's but the auditors'", async () => {
    const reader = await looks("/console/audit/denied", served.region.office);
    await reader.sees(/你的角色看不到这一页/);
    await reader.page.goto(`${served.address}/console/audit/as-of`);
    await reader.page.getByRole("link", { name: "核验" }).waitFor();
    await expect.poll(() => reader.page.getByRole("link", { name: "被拒的操作" }).count()).toBe(0);
    await expectWell(reader);
  });
});

/** A key of somebody else. */
const otherKey = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";

describe("proofs", () => {
  /** The page, with every answer of the server altered on its way. */
  async function looksThrough(path: string, alter: (body: string) => string): Promise<Reader> {
    const context = await browser.ownContext({ locale: "zh-CN", acceptDownloads: true });
    for (const pattern of ["**/graphql", "**/sources/*"])
      await context.route(pattern, async (route) => {
        const answer = await route.fetch();
        await route.fulfill({ response: answer, body: alter(await answer.text()) });
      });
    const reader = await openReader(
      context,
      served.address,
      path,
      await served.serving.token(served.region.bearer("auditor")),
    );
    return reader;
  }
  const wrong = (reader: Reader) => reader.page.locator(".check-wrong");

  let event: string;
  beforeAll(async () => {
    const history = `{ history(of: { taskId: "${served.taskIds[0]}" }, types: ["ProgressReported"]) { edges { node { position } } } }`;
    event = (await asked(history)).history.edges[0].node.position;
  });

  test("are computed in the page, and an old checkpoint is the beginning of the present one", async () => {
    const { size, note, verifierKey } = await checkpoint();
    const reader = await looks(`/console/audit/proofs?event=${event}&plan=${served.planId}`);
    await reader.sees(/在检查点之内（存在证明 \d+ 个哈希/);
    await reader.sees(/已公布第一批。/);
    await reader.sees("检查点的 Ed25519 签名也在本页核验");
    await reader.sees("签名成立：由所示公钥对应的私钥签出");
    await expectWell(reader);
    await reader.page.setViewportSize(narrow);
    await expectFits(reader);
    await reader.tabTo("你留存的公钥");
    await reader.type(otherKey);
    await reader.sees(/公钥不是这一把/);
    await expectWell(reader);
    await reader.press("Control+A");
    await reader.type(verifierKey);
    await reader.sees("签名成立：由你留存的公钥对应的私钥签出");
    await reader.tabTo("粘贴旧检查点");
    await reader.type(kept);
    await reader.tabTo("核对");
    await reader.press("Enter");
    await reader.sees(/是现在的开头：其后只有增加，没有改动/);
    await reader.tabTo("取原件并核对");
    await reader.press("Enter");
    await reader.sees(/来文原件与计划所记一致/);
    await expect.poll(() => wrong(reader).count()).toBe(0);
    await expectWell(reader);

    // What is saved is what was signed.
    const saved = reader.page.waitForEvent("download");
    await reader.page.getByRole("button", { name: "存为文件" }).focus();
    await reader.press("Enter");
    const file = await saved;
    expect(file.suggestedFilename()).toBe(`checkpoint-${size}.txt`);
    expect(await readFile(await file.path(), "utf8")).toBe(note);
    expect(openCheckpoint(note, parseVerifierKey(verifierKey)).checkpoint.size).toBe(size);
  });

  test("one altered byte turns the proof red", async () => {
    // One letter of the report, in the bytes of its event.
    const reader = await looksThrough(`/console/audit/proofs?event=${event}`, (body) =>
      body.replace(/"leaf":"([^"]+)"/, (_whole, leaf: string) => {
        const bytes = Buffer.from(leaf, "base64");
        bytes[bytes.length - 2] = (bytes[bytes.length - 2] ?? 0) ^ 1;
        return `"leaf":"${bytes.toString("base64")}"`;
      }),
    );
    await reader.sees("这件事件与签过的不符");
    expect((await wrong(reader).allTextContents()).map((text) => text.slice(0, 5))).toEqual(["✗ 叶哈希", "✗ 根哈希"]);
    await expect.poll(() => reader.page.locator(".verdict-wrong button").textContent()).toBe("存为文件，离线核验");
    await expectWell(reader);
    const saved = reader.page.waitForEvent("download");
    await reader.tabTo("存为文件，离线核验");
    await reader.press("Enter");
    expect(await readFile(await (await saved).path(), "utf8")).toBe((await checkpoint()).note);
  });

  test("one altered hash of the checkpoint, of a proof, or of the notice is red, too", async () => {
    const other = (hex: string) => `${hex.startsWith("a") ? "b" : "a"}${hex.slice(1)}`;
    const root = await looksThrough("/console/audit/proofs", (body) =>
      body.replace(/"root":"([0-9a-f]+)"/, (_whole, hex: string) => `"root":"${other(hex)}"`),
    );
    await root.sees("事件数或根哈希不是签名文本里写的那些");
    // The note itself is as it was signed.
    await root.sees("签名成立：由所示公钥对应的私钥签出");
    const signature = await looksThrough("/console/audit/proofs", (body) =>
      body.replace(/"note":"([^\\]+)/, (_whole, origin: string) => `"note":"${origin}x`),
    );
    await signature.sees("签名不成立：文本或签名被改过");

    const growth = await looksThrough(`/console/audit/proofs?plan=${served.planId}`, (body) =>
      body
        .replace(
          /("consistencyProof":\{"hashes":\[")([0-9a-f]+)/,
          (_whole, head: string, hex: string) => head + other(hex),
        )
        .replace(/^2021年/, "2020年"),
    );
    await growth.tabTo("粘贴旧检查点");
    await growth.type(kept);
    await growth.tabTo("核对");
    await growth.press("Enter");
    await growth.sees("旧检查点与现在的日志不符");
    await growth.tabTo("取原件并核对");
    await growth.press("Enter");
    await growth.sees("来文原件与计划所记不符");
    await expectWell(growth);
  });

  test("an old checkpoint that does not fit is red, and what is none says so", async () => {
    const reader = await looks("/console/audit/proofs");
    const { note, size } = await checkpoint();
    const pastes = async (text: string, words: string | RegExp) => {
      await reader.page.getByLabel("粘贴旧检查点").focus();
      await reader.press("Control+a");
      await reader.type(text);
      await reader.tabTo("核对");
      await reader.press("Enter");
      await reader.sees(words);
    };
    await reader.sees("检查点与其签名文本");
    await pastes("没有这样的检查点", "这不是检查点");
    const root = kept.split("\n")[2] ?? "";
    await pastes(kept.replace(root, `${root.startsWith("A") ? "B" : "A"}${root.slice(1)}`), "旧检查点与现在的日志不符");
    await pastes(note.replace(`\n${size}\n`, `\n${size + 1}\n`), /日志被截短/);
    await pastes(note.replaceAll("ledger.example.gov.cn", "elsewhere.example.gov.cn"), /另一份日志的检查点/);
    await pastes(note.replace(`\n${size}\n`, `\n${size - 1}\n`), /没有签过/);
    await pastes(note, /是现在的开头/);
    await expectWell(reader);
  });

  test("the bytes of events are for auditors alone", async () => {
    const reader = await looks("/console/audit/proofs", served.region.office);
    await reader.sees("事件的原始字节只对审计开放。");
    await expectWell(reader);
  });
});

test("the task as it was on 15 September, and what changed since", async () => {
  const reader = await looks(`/console/tasks/${served.taskIds[0]}?asOf=2021-09-15`);
  await reader.sees(/你看到的是 2021年9月15日 的状态/);
  await reader.page.locator(".parts tr", { hasText: unit }).getByText("办理中").waitFor();
  await reader.tabTo("与另一时点对照");
  await reader.press("Enter");
  await reader.page.getByRole("heading", { name: "2021年9月15日 → 现在 的变化" }).waitFor();
  const state = reader.page.locator(".differences .changed > div", { hasText: "办理状态" });
  await expect.poll(() => state.locator("del").textContent()).toBe("原为办理中");
  await expect.poll(() => state.locator("ins").textContent()).toBe("改为已申报办结");
  expect(new URL(reader.page.url()).searchParams.get("against")).toBe("now");
  await expectWell(reader);

  // A step of the second moment by the arrow keys: the attempt that was denied changed nothing, the claim before it did.
  await reader.tabTo("对照时点");
  await reader.press("ArrowLeft");
  await reader.page.locator(".differences .changed > div", { hasText: "办结说明" }).waitFor();
  await reader.press("Home");
  // The earlier moment is the one whose words are struck out, whichever was chosen first.
  await reader.page.getByRole("heading", { name: /→ 2021年9月15日 的变化/ }).waitFor();

  // The ends of the history are where they are called, in either order.
  await reader.tabTo("最早");
  await reader.press("Enter");
  const focused = () => reader.page.evaluate("document.activeElement.textContent");
  await expect.poll(focused).toMatch(/规则 open-tasks 开立任务、分工 ▸ 2 条/);
  await reader.press("Enter");
  await reader.page.locator(".entries-within", { hasText: "开立第1项任务" }).waitFor();
  await reader.tabTo("最早在前");
  await reader.press("Enter");
  await reader.tabTo("最早");
  await reader.press("Enter");
  await expect.poll(focused).toMatch(/规则 open-tasks 开立任务、分工 ▸ 2 条/);
  await reader.tabTo("只看办理");
  await reader.press("Enter");
  await expect.poll(() => reader.page.locator(".entry-rule").count()).toBe(0);
  await expect.poll(() => reader.page.locator(".entry").count()).toBeGreaterThan(2);
  await expectWell(reader);
});
