// The notices of the seeds, a year after they were issued: exported, imported again, and still the same plans.

import { type Serving, serve } from "@taizhang/api/testing/serving";
import { readNotice } from "@taizhang/documents";
import { type Bearer, type DraftTask, planIdOf } from "@taizhang/domain";
import { executor, identity, memoryLog } from "@taizhang/log";
import { planRows } from "@taizhang/projections";
import { storyNotices } from "@taizhang/seeds";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { readStoryNotices, storyLog } from "./support/story.ts";

const notices = readStoryNotices();
let serving: Serving;

beforeAll(async () => {
  const now = () => "2022-03-01T04:00:00.000Z";
  const log = await storyLog(memoryLog(now));
  const ledger = {
    log,
    executor: executor({ log, identity, usedCommand: async () => null }),
    clock: { now, setDay: () => undefined },
  };
  const parts = { readNotice: readFiles };
  serving = await serve({ ledger, parts });
});
afterAll(() => serving.close());

const readFiles: Serving["parts"]["readNotice"] = async (files, how) => readNotice(files, how?.known);

const officeOf = (regionId: string): Bearer => ({
  sub: `office-${regionId}`,
  regionId,
  unitId: null,
  roles: ["office"],
});

const uploaded = z.object({
  sourceSha256: z.string(),
  draft: z.object({ warnings: z.array(z.object({ code: z.string() })) }),
});

const mutation = `mutation ($input: ImportPlanInput!) {
  importPlan(input: $input) { receipt { outcome position } rejection { code } plan { id taskCount } }
}`;
const imported = z.object({
  importPlan: z.object({
    receipt: z.object({ outcome: z.literal("DONE"), position: z.string() }),
    plan: z.object({ id: z.string() }),
  }),
});

/** Everything a row says, but for the raw cells and where they stand in the file. */
const rowsIn = (tasks: readonly DraftTask[]) => tasks.map(({ printed: _, lines: __, place: ___, ...row }) => row);

describe.each(storyNotices)("$key", ({ regionId, key }) => {
  const notice = notices.get(key);
  const planId = planIdOf(identity, regionId, notice?.sha256 ?? "");
  const office = officeOf(regionId);

  test.each(["xlsx", "docx"])("as %s", async (format) => {
    const answer = await serving.send(`/export/plan/${planId}.${format}`, {}, office);
    expect(answer.status).toBe(200);
    const upload = { method: "POST", body: await answer.arrayBuffer() };
    const sent = await serving.send(`/import?name=export.${format}`, upload, office);
    const { sourceSha256, draft } = uploaded.parse(await sent.json());
    expect(draft.warnings.map(({ code }) => code)).toContain("OWN_EXPORT");
    const input = { commandId: `again-${key}-${format}`, regionId, sourceSha256 };
    const { importPlan } = imported.parse((await serving.ask(mutation, { input }, office)).data);
    const [before, after] = await Promise.all(
      [planId, importPlan.plan.id].map(async (id) => (await serving.parts.views.get(planRows, id)).value?.rows ?? []),
    );
    expect(importPlan.plan.id).not.toBe(planId);
    // What the office added later is in the file too, but is no row of the notice.
    expect(rowsIn(after ?? [])).toEqual(rowsIn((before ?? []).filter(({ added }) => added === undefined)));
    const [one, other] = await Promise.all([planId, importPlan.plan.id].map((id) => headOf(id)));
    expect(other).toEqual(one);
  });

  test("as csv, every row once", async () => {
    const text = await (await serving.send(`/export/plan/${planId}.csv`, {}, office)).text();
    const rows = (await serving.parts.views.get(planRows, planId)).value?.rows ?? [];
    const heads = rows.some(({ added }) => added !== undefined) ? 2 : 1;
    expect(text.split("\r\n").length - 1 - heads).toBe(rows.length);
  });
});

/** The head and the headings of a plan, as imported. */
async function headOf(planId: string) {
  for await (const { fact } of serving.parts.log.read(`plan-${planId}`)) {
    if (fact.type === "PlanImported") return [fact.data.plan, fact.data.sections];
  }
  return null;
}
