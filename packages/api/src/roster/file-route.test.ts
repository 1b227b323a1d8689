// Sending a roster file over HTTP: what it says with its lines, every fault with its line, and who may send one.
import { afterAll, beforeAll, expect, test } from "vitest";
import { type TestRegion, testLedger, testRegion } from "../../testing/region.ts";
import { type Serving, serve } from "../../testing/serving.ts";
import { limits } from "../limits/limits.ts";

let serving: Serving;
let region: TestRegion;
beforeAll(async () => {
  const ledger = testLedger("2021-05-06");
  region = testRegion(ledger);
  await region.register("区财政局");
  serving = await serve({ ledger });
});
afterAll(() => serving.close());

const send = async (body: string, as = region.bearer("office")) => {
  const answer = await serving.send("/roster", { method: "POST", body }, as);
  return { status: answer.status, said: await answer.json() };
};

test("a table is told as the schema's inputs have it, with the lines of its entries and today as its day", async () => {
  const table = "名称,类别,别名,成员\n各部门,列举组,,区财政局\n\n区教育局,,教育局,\n";
  expect(await send(table)).toEqual({
    status: 200,
    said: {
      regionId: null,
      roster: {
        validFrom: "2021-05-06",
        units: [{ name: "区教育局", aliases: ["教育局"], validFrom: null }],
        groups: [{ name: "各部门", aliases: [], kind: "LIST", members: ["区财政局"], validFrom: null }],
      },
      lines: { units: [4], groups: [2] },
    },
  });
});

test("every fault is told with its line and in both languages, in JSON with its path", async () => {
  const { status, said } = await send("名称,类别,起始日\n区财政局,,2021-02-30\n各部门,某类,\n");
  expect(status).toBe(422);
  expect(said).toMatchObject({
    error: { code: "BAD_USER_INPUT" },
    faults: [
      { line: 2, path: "validFrom", message: { zh: expect.any(String), en: expect.any(String) } },
      { line: 3, path: "kind" },
    ],
  });
  expect((await send("名称,备注\n")).said).toMatchObject({
    faults: [{ line: 1, path: "", message: { zh: expect.stringContaining("备注") } }],
  });
  expect((await send('{"units":[{"name":""}]}')).said).toMatchObject({
    faults: [{ line: null, path: "units.0.name" }],
  });
});

test("is refused where it is empty, too long, of another region, or sent by who may not load it", async () => {
  expect((await send("")).status).toBe(400);
  expect((await send("x".repeat(limits.rosterBytes + 1))).status).toBe(413);
  expect((await send('{"regionId":"000001","units":[]}')).status).toBe(400);
  expect((await send("名称\n区财政局\n", region.bearer("unit", "区财政局"))).status).toBe(403);
});
