// How quick the console is: its first view beside an empty page, and a ledger of ten thousand lines beside one of sixty.
import { fileURLToPath } from "node:url";
import { type Row, testLedger, testRegion } from "@taizhang/api/testing/region";
import { patient, serve } from "@taizhang/api/testing/serving";
import { built } from "@taizhang/eventstore/test/built";
import { memoryViews } from "@taizhang/projections";
import { startChromium } from "@taizhang/test/support/chromium";
import type { After } from "../after.ts";
import { median } from "../figures.ts";
import type { Finding, Trial } from "../line.ts";
import { startEmptyPage } from "../peers/empty-page.ts";

type Browser = Awaited<ReturnType<typeof startChromium>>;
type Page = Awaited<ReturnType<Browser["newPage"]>>;

const turns = 7;

/** Signed in as the page keeps it in its tab. */
const signedIn = (token: string) =>
  `sessionStorage.setItem("taizhang.1.token", ${JSON.stringify(JSON.stringify({ token, development: null }))})`;

// As text, because they run in the page; times are in milliseconds since it was asked for.
const firstPaint = `new Promise((done) => new PerformanceObserver((list) => done(list.getEntries()[0].startTime)).observe({ type: "paint", buffered: true }))`;
const noteFirstLine = `globalThis.firstLine = new Promise((done) => {
  (function look() {
    if (document.querySelector(".line")) done(performance.now());
    else requestAnimationFrame(look);
  })();
});`;

export const consoleFirst: Trial = {
  name: "console-first",
  async make({ product, after }, say) {
    const { running, unitId, token } = await product();
    const empty = await startEmptyPage(after);
    const browser = await startChromium();
    after(() => browser.close());
    const ledger = `${running.address}/console/ledger/${unitId}`;
    const times = { empty: [] as number[], shell: [] as number[], line: [] as number[] };

    /** Opens it as somebody who has never been there. */
    async function opened(address: string, script: string): Promise<Page> {
      const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
      await context.addInitScript({ content: script });
      const page = await context.newPage();
      await page.goto(address);
      return page;
    }

    // The first turn is to warm up.
    for (let turn = 0; turn <= turns; turn += 1) {
      say(turn === 0 ? "warming up" : `turn ${turn} of ${turns}`);
      const beside = await opened(empty, "");
      const ours = await opened(ledger, `${signedIn(token)}; ${noteFirstLine}`);
      const found = {
        empty: Number(await beside.evaluate(firstPaint)),
        shell: Number(await ours.evaluate(firstPaint)),
        line: Number(await ours.evaluate("firstLine")),
      };
      if (turn > 0) for (const name of ["empty", "shell", "line"] as const) times[name].push(found[name]);
      await beside.context().close();
      await ours.context().close();
    }
    const unit = "× an empty React page";
    const ratio = (name: "shell" | "line") => median(times[name]) / median(times.empty);
    return [
      { what: "an empty React page is painted", value: median(times.empty), unit: "ms" },
      { what: "the shell is painted", value: ratio("shell"), unit, wanted: { atMost: 1 } },
      { what: "the first line of a ledger is there", value: ratio("line"), unit, wanted: { atMost: 3.5 } },
    ];
  },
};

const many = { unit: "区财政局", count: 10_000 };
const few = { unit: "区司法局", count: 60 };
const others = ["区教育局", "区民政局", "区水利局", "区人社局", "区卫健局"];
const rowsOfPlan = 1000;

/** What is done on a page with all of its lines loaded; each resolves with how long it took, in milliseconds. */
const acts: Readonly<Record<string, (page: Page, address: string) => Promise<number>>> = {
  "to open": async (page, address) => {
    await page.goto(address);
    return Number(await page.evaluate("firstLine"));
  },
  "to pick a line": (page) =>
    timed(
      page,
      "KeyX",
      `document.querySelector(".line-open").focus()`,
      `document.querySelector(".line input:checked")`,
    ),
  "to filter": (page) =>
    timed(page, null, `document.querySelector(".door a").click()`, `document.querySelector(".door a[aria-current]")`),
};

/** Does something in the page and presses a key; resolves once this is there and painted. */
async function timed(page: Page, key: string | null, first: string, there: string): Promise<number> {
  await page.evaluate(first);
  const took = page.evaluate(
    `new Promise((done) => {
      const from = performance.now();
      (function look() { if (${there}) requestAnimationFrame(() => done(performance.now() - from)); else requestAnimationFrame(look); })();
    })`,
  );
  if (key !== null) await page.keyboard.press(key);
  return Number(await took);
}

export const consoleLarge: Trial = {
  name: "console-large",
  isLong: true,
  async make({ after }, say) {
    say(`writing ${many.count} tasks of ${others.length + 1} units each`);
    const { address, sides } = await largeRegion(after);
    const browser = await startChromium();
    after(() => browser.close());
    const took = new Map<string, number[]>();
    let nodes = 0;
    for (let turn = 0; turn <= turns; turn += 1) {
      for (const { count, token, unitId } of sides) {
        say(`${count} lines, turn ${turn} of ${turns}`);
        const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
        await context.addInitScript({ content: `${signedIn(token)}; ${noteFirstLine}` });
        const page = await context.newPage();
        for (const [act, does] of Object.entries(acts)) {
          const ms = await does(page, `${address}/console/ledger/${unitId}`);
          if (act === "to open") await loadAll(page, count);
          const key = `${act} ${count}`;
          if (turn > 0) took.set(key, [...(took.get(key) ?? []), ms]);
        }
        nodes = Math.max(nodes, await page.locator("*").count());
        await context.close();
      }
    }
    const ratios = Object.keys(acts).map((act): Finding => {
      const value = median(took.get(`${act} ${many.count}`) ?? []) / median(took.get(`${act} ${few.count}`) ?? []);
      return { what: `${act}, ${many.count} lines beside ${few.count}`, value, unit: "×", wanted: { atMost: 1.3 } };
    });
    return [...ratios, { what: "the most nodes of a page", value: nodes, unit: "", wanted: { atMost: 1500 } }];
  },
};

/** Scrolls down until every line is loaded, and up again. */
async function loadAll(page: Page, count: number): Promise<void> {
  const last = `[...document.querySelectorAll(".lines > li")].some((each) => each.textContent.includes("第${count}批"))`;
  while (!(await page.evaluate(last)))
    await page.evaluate(
      `new Promise((done) => { scrollTo(0, document.body.scrollHeight); requestAnimationFrame(() => requestAnimationFrame(done)); })`,
    );
  await page.evaluate(
    `new Promise((done) => { scrollTo(0, 0); requestAnimationFrame(() => requestAnimationFrame(done)); })`,
  );
}

/** A region in which one unit has many lines and another one few. */
async function largeRegion(after: After) {
  const ledger = testLedger("2021-03-01");
  const region = testRegion(ledger);
  const unitsOf = (unit: string) => [unit, ...others].map((name) => [name, "responsible"] as const);
  const rowsOf = ({ unit }: { readonly unit: string }, from: number, to: number): Row[] =>
    Array.from({ length: to - from }, (_, at) => {
      return { text: `公布第${from + at + 1}批政务服务事项清单。`, due: "2021-09-30", units: unitsOf(unit) };
    });
  for (let from = 0; from < many.count; from += rowsOfPlan)
    await region.issue(`第${from / rowsOfPlan + 1}个计划`, rowsOf(many, from, from + rowsOfPlan));
  await region.issue("小计划", rowsOf(few, 0, few.count));
  ledger.clock.setDay("2021-09-20");
  const consoleDir = fileURLToPath(built("packages/console/dist/"));
  const serving = await serve({ ledger, parts: { views: memoryViews(), consoleDir, bounds: patient } });
  after(serving.close);
  const sides = await Promise.all(
    [few, many].map(async ({ unit, count }) => {
      return { count, unitId: region.unitId(unit), token: await serving.token(region.bearer("unit", unit), 86_400) };
    }),
  );
  return { address: serving.address, sides };
}
