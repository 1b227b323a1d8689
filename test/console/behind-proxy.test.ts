// The console behind a proxy over https 反向代理: its socket goes through, and what others do comes by itself.
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { type HttpsProxy, startHttpsProxy } from "../support/https-proxy.ts";
import { expectWell, openReader } from "./reader.ts";
import { rows, type Served, serveRegion, unit } from "./served.ts";
import { type StoryBrowser, storyBrowser } from "./story-browser.ts";

let browser: StoryBrowser;
let proxy: HttpsProxy;
let served: Served;
beforeAll(async () => {
  browser = await storyBrowser();
});
afterAll(() => browser.close());
beforeEach(async () => {
  proxy = await startHttpsProxy();
});
afterEach(async () => {
  await proxy.close();
  await served.serving.close();
});

/** A clerk opens her ledger through the proxy. The result has her socket, too, and `failed`, which resolves where it could not be opened. */
async function looks(publicOrigin: string | null) {
  served = await serveRegion(rows, undefined, { settings: { publicOrigin } });
  proxy.leadTo(served.address);
  const context = await browser.newContext({ locale: "zh-CN", ignoreHTTPSErrors: true });
  const reader = await openReader(context, proxy.address, `/console/ledger/${served.region.unitId(unit)}`);
  // From the moment it is there: it may fail sooner than anybody sees a line.
  const opening = reader.page.waitForEvent("websocket").then((socket) => {
    const failed = new Promise<void>((done) => socket.once("socketerror", () => done()));
    return { socket, failed };
  });
  await reader.signIn(await served.serving.token(served.region.bearer("unit", unit)));
  await reader.sees("共 5 项");
  return { reader, ...(await opening) };
}

test("what others do comes by itself over a socket that the policy names", async () => {
  const { reader, socket } = await looks(proxy.address);
  const { page } = reader;
  expect(socket.url()).toBe(`${proxy.address.replace("https", "wss")}/graphql`);
  const { headers } = await page.request
    .get(`${proxy.address}/console/`)
    .then((answer) => ({ headers: answer.headers() }));
  expect(headers["content-security-policy"]).toContain(`connect-src 'self' ${proxy.address.replace("https", "wss")};`);
  const told = socket.waitForEvent("framereceived", {
    predicate: ({ payload }) => String(payload).includes("ProgressReported") || String(payload).includes('"Change"'),
  });
  await served.region.report(unit, served.taskIds[3] ?? "", "已公布。");
  await told;
  await page.locator(".line", { hasText: "公布政府采购意向。" }).getByText("第1份 待审核").waitFor();
  await expectWell(reader);
});

test("where nobody said under which origin it is opened, a proxy that names another host keeps the socket out", async () => {
  const { reader, failed } = await looks(null);
  await failed;
  await expectWell(reader);
});
